package io.guestchat.session.invite;

import io.guestchat.protocol.token.InviteToken;
import org.jspecify.annotations.Nullable;

/**
 * A presented link whose token is authentic; its claim has yet to be looked at.
 *
 * @param claim as the caller wrote it
 */
public record AuthenticLink(InviteToken token, @Nullable String claim) {
    @Override
    public String toString() {
        return "AuthenticLink";
    }
}
