package io.guestchat.session.invite;

import io.guestchat.protocol.token.InviteToken;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.SessionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invite whose whole link the caller holds: token authentic, claim right.
 *
 * @param session  what was made of it when this was read, if it was redeemed
 * @param activeAt when somebody wrote last in its conversation, if anybody did
 */
public record Opened(
        InviteToken token,
        InviteRecord invite,
        @Nullable SessionRecord session,
        @Nullable Instant activeAt) {}
