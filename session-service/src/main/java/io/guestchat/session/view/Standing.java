package io.guestchat.session.view;

import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an invite stands, all of it read at one moment.
 *
 * @param invite   null if it has not arrived, or is forgotten
 * @param session  null if nobody has redeemed it; ended from the moment its invite is seen revoked, even if the log has yet to
 *     be told
 * @param activeAt when somebody wrote last, as far as the relay has told; null for never
 */
public record Standing(
        @Nullable InviteRecord invite,
        @Nullable SessionRecord session,
        @Nullable Instant activeAt) {
    static Standing of(
            @Nullable InviteRecord invite, @Nullable SessionRecord session, @Nullable Instant activeAt, Instant now) {
        if (invite == null || session == null || invite.status() != InviteStatus.REVOKED) {
            return new Standing(invite, session, activeAt);
        }
        Instant at = invite.closedAt() == null ? now : invite.closedAt();
        return new Standing(invite, SessionRecords.ended(session, EndReason.REVOKED, at), activeAt);
    }
}
