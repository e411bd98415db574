package io.guestchat.invite.life;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a backend asks for when it creates an invite: within the limits, and with the defaults filled in.
 *
 * @param claimHash    SHA-256 of the claim bytes, base64url
 * @param sealedRecord at most {@value Limits#SEALED_RECORD_BYTES} bytes, base64url
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

    private static final int CLAIM_HASH_BYTES = 32;

    public Offer {
        metadata = Map.copyOf(metadata);
    }

    /** @throws FieldInvalid at the first member that is missing or out of range */
    static Offer of(InviteRequest request) {
        return new Offer(
                at("memberId", () -> MemberId.parse(required(request.memberId()))),
                at("claimHash", () -> claimHash(required(request.claimHash()))),
                at("sealedRecord", () -> sealedRecord(required(request.sealedRecord()))),
                at("expiresIn", () -> seconds(
                        request.expiresIn(), Limits.INVITE_LIFE, Limits.INVITE_LIFE_MIN, Limits.INVITE_LIFE_MAX)),
                at("conversationIdleTtl", () -> seconds(
                        request.conversationIdleTtl(), Limits.IDLE, Limits.IDLE_MIN, Limits.IDLE_MAX)),
                at("metadata", () -> metadata(request.metadata())));
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

    private static <T> T at(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidValue e) {
            throw new FieldInvalid(field, e);
        }
    }

    private static String required(@Nullable String value) {
        if (value == null) {
            throw new InvalidValue("is required");
        }
        return value;
    }

    private static String claimHash(String value) {
        Base64Url.decode(value, CLAIM_HASH_BYTES);
        return value;
    }

    private static String sealedRecord(String value) {
        int length = Base64Url.decode(value).length;
        if (length == 0 || length > Limits.SEALED_RECORD_BYTES) {
            throw new InvalidValue("must be 1 to " + Limits.SEALED_RECORD_BYTES + " bytes in base64url");
        }
        return value;
    }

    private static Duration seconds(@Nullable Long value, Duration byDefault, Duration min, Duration max) {
        if (value == null) {
            return byDefault;
        }
        if (value < min.toSeconds() || value > max.toSeconds()) {
            throw new InvalidValue("must be " + min.toSeconds() + " to " + max.toSeconds() + " seconds");
        }
        return Duration.ofSeconds(value);
    }

    private static Map<String, String> metadata(@Nullable Map<String, String> value) {
        if (value == null) {
            return Map.of();
        }
        if (value.size() > Limits.METADATA_ENTRIES) {
            throw new InvalidValue("must have at most " + Limits.METADATA_ENTRIES + " entries");
        }
        int bytes = 0;
        for (var entry : value.entrySet()) {
            bytes += utf8Length(entry.getKey()) + utf8Length(entry.getValue());
        }
        if (bytes > Limits.METADATA_BYTES) {
            throw new InvalidValue("must be at most " + Limits.METADATA_BYTES + " bytes in all");
        }
        return value;
    }

    private static int utf8Length(String text) {
        // Half of a surrogate pair has no UTF-8 form: it could be stored, and never be answered again.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidValue("must be Unicode text");
        }
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
