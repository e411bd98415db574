package io.guestchat.invite.life;

import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What a backend asks for when it creates an invite: within the limits, and with the defaults filled in.
 *
 * @param claimHash    SHA-256 of the claim bytes, base64url
 * @param sealedRecord base64url
 * @param life         from creation to expiry, whole seconds
 * @param idle         how long the conversation may be idle before it ends, whole seconds
 * @param metadata     the tenant's own, opaque
 */
public record Offer(
        MemberId memberId,
        String claimHash,
        String sealedRecord,
        Duration life,
        Duration idle,
        Map<String, String> metadata) {

    public Offer {
        metadata = Map.copyOf(metadata);
    }

    /** The record that makes this offer an invite. */
    InviteRecord record(InviteId id, TenantId tenant, Instant now) {
        Instant createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        return new InviteRecord(
                id,
                tenant,
                memberId,
                claimHash,
                sealedRecord,
                InviteStatus.ACTIVE,
                createdAt,
                createdAt.plus(life),
                idle.toSeconds(),
                metadata,
                null);
    }
}
