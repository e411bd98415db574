package io.guestchat.invite.calls;

import io.guestchat.invite.life.Status;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import java.time.Instant;
import java.util.Map;

/**
 * An invite as its tenant's backend gets it.
 *
 * @param token               the invite token: with the link base and the link secret of the member's device, the guest link
 * @param conversationIdleTtl seconds
 */
public record InviteDocument(
        InviteId inviteId,
        String token,
        String linkBase,
        MemberId memberId,
        Status status,
        Instant createdAt,
        Instant expiresAt,
        long conversationIdleTtl,
        Map<String, String> metadata) {

    /** Holds a token: never printed. */
    @Override
    public String toString() {
        return "InviteDocument[" + inviteId + "]";
    }
}
