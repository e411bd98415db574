package io.guestchat.protocol.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An invite as it stands: the value in {@link TopicNames#INVITES}. Written by the invite-service only; read by it and by the
 * session-service.
 *
 * @param claimHash           SHA-256 of the 32 claim bytes, base64url
 * @param sealedRecord        the invite record, sealed under a key that no server has, base64url
 * @param conversationIdleTtl seconds without an accepted send after which the conversation ends
 * @param closedAt            when it was revoked or expired
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InviteRecord(
        InviteId inviteId,
        TenantId tenantId,
        MemberId memberId,
        String claimHash,
        String sealedRecord,
        InviteStatus status,
        Instant createdAt,
        Instant expiresAt,
        long conversationIdleTtl,
        Map<String, String> metadata,
        @Nullable Instant closedAt) {}
