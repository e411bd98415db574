package io.guestchat.invite.life;

import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * An invite as this service knows it.
 *
 * @param record   what the log of invites says
 * @param redeemed whether the log of sessions knows a session of it
 */
public record Invite(InviteRecord record, boolean redeemed) {

    public InviteId id() {
        return record.inviteId();
    }

    public boolean belongsTo(TenantId tenant) {
        return record.tenantId().equals(tenant);
    }

    /** The status at this moment: an invite expires on time, whether or not the log says so yet. */
    public Status status(Instant now) {
        if (record.status() == InviteStatus.REVOKED) {
            return Status.REVOKED;
        }
        if (redeemed) {
            return Status.REDEEMED;
        }
        return record.status() == InviteStatus.EXPIRED || !now.isBefore(record.expiresAt())
                ? Status.EXPIRED
                : Status.ACTIVE;
    }

    /** Whether this invite is what the offer asks for, whenever it was made. */
    public boolean fulfils(Offer offer) {
        return record.memberId().equals(offer.memberId())
                && record.claimHash().equals(offer.claimHash())
                && record.sealedRecord().equals(offer.sealedRecord())
                && Duration.between(record.createdAt(), record.expiresAt()).equals(offer.life())
                && record.conversationIdleTtl() == offer.idle().toSeconds()
                && record.metadata().equals(offer.metadata());
    }
}
