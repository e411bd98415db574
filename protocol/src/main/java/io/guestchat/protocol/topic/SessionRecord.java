package io.guestchat.protocol.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A redeemed invite as it stands: the value in {@link TopicNames#SESSIONS}. Written by the session-service only; read by it,
 * by the invite-service and by the relay.
 *
 * @param jkt     thumbprint (RFC 7638) of the guest's browser key
 * @param idleTtl seconds without an accepted send after which the conversation ends
 * @param alerts  what both sides are to be told, with the time it last happened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionRecord(
        ConversationId conversationId,
        TenantId tenantId,
        MemberId memberId,
        SessionId sessionId,
        String jkt,
        SessionStatus status,
        Instant openedAt,
        long idleTtl,
        @Nullable Instant endedAt,
        @Nullable EndReason reason,
        Map<AlertCode, Instant> alerts) {}
