package io.guestchat.invite.world;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Values that are right unless a test makes them wrong. */
public final class Samples {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Samples() {}

    public static String bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    public static String inviteId() {
        return bytes(InviteId.BYTES);
    }

    /** An id whose records are in this partition. */
    public static String inviteIdIn(int partition) {
        String id = inviteId();
        while (partition(id) != partition) {
            id = inviteId();
        }
        return id;
    }

    private static int partition(String id) {
        return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % SuiteInfrastructure.PARTITIONS;
    }

    /** An id whose records are in the same partition as another's. */
    public static String inviteIdBeside(String other) {
        return inviteIdIn(partition(other));
    }

    public static String memberId() {
        return "member-" + bytes(6);
    }

    /** The body of a create call; always the same for one member. */
    public static Map<String, Object> body(String memberId) {
        return Map.of("memberId", memberId, "claimHash", "A".repeat(43), "sealedRecord", "c2VhbGVk");
    }

    /** The same with one member replaced, or added, or left out where the value is null. */
    public static Map<String, Object> body(String memberId, String field, @Nullable Object value) {
        Map<String, Object> body = new HashMap<>(body(memberId));
        if (value == null) {
            body.remove(field);
        } else {
            body.put(field, value);
        }
        return body;
    }

    /** A record as another node would have written it, an hour ago. */
    public static InviteRecord record(String inviteId, Tenant tenant, String memberId, Duration life) {
        Instant createdAt = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
        return new InviteRecord(
                InviteId.parse(inviteId),
                TenantId.parse(tenant.id()),
                MemberId.parse(memberId),
                "A".repeat(43),
                "c2VhbGVk",
                InviteStatus.ACTIVE,
                createdAt,
                createdAt.plus(life),
                864_000,
                Map.of(),
                null);
    }

    /** What the session-service writes when the invite is redeemed. */
    public static SessionRecord session(String inviteId, Tenant tenant, String memberId) {
        return session(inviteId, tenant, memberId, null);
    }

    /** The same, ended at this time unless null. */
    public static SessionRecord session(String inviteId, Tenant tenant, String memberId, @Nullable Instant endedAt) {
        return new SessionRecord(
                InviteId.parse(inviteId).conversation(),
                TenantId.parse(tenant.id()),
                MemberId.parse(memberId),
                SessionId.parse(bytes(16)),
                bytes(32),
                endedAt == null ? SessionStatus.OPEN : SessionStatus.ENDED,
                endedAt == null ? Instant.now() : endedAt.minusSeconds(60),
                864_000,
                endedAt,
                endedAt == null ? null : EndReason.LEFT,
                Map.of());
    }
}
