package io.guestchat.session.invite;

import org.jspecify.annotations.Nullable;

/**
 * A request's body: what a page tells of the link it was opened with. Parsed by {@link Invites}.
 *
 * @param inviteToken the link's first part
 * @param claim       base64url of the claim bytes, derived from the link secret
 */
public record PresentedLink(
        @Nullable String inviteToken, @Nullable String claim) {
    @Override
    public String toString() {
        return "PresentedLink";
    }
}
