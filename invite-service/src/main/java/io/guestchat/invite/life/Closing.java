package io.guestchat.invite.life;

import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import java.time.Instant;

/** How an invite's record says that it is over. */
public final class Closing {
    private Closing() {}

    /** The same invite, closed with this status at this time. */
    public static InviteRecord of(InviteRecord record, InviteStatus status, Instant closedAt) {
        return new InviteRecord(
                record.inviteId(),
                record.tenantId(),
                record.memberId(),
                record.claimHash(),
                record.sealedRecord(),
                status,
                record.createdAt(),
                record.expiresAt(),
                record.conversationIdleTtl(),
                record.metadata(),
                closedAt);
    }
}
