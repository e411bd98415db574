package io.guestchat.invite.calls;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.guestchat.invite.life.Offer;
import io.guestchat.platform.tenant.TenantSettings;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.limit.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/invites/{inviteId}} as sent. No record, for its members are read one by one: only so does Jackson
 * tell one that is null, and refused, from one that was left out, and is null here.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class InviteRequest {
    private static final int CLAIM_HASH_BYTES = 32;

    @JsonSetter(nulls = Nulls.FAIL)
    private @Nullable String memberId;

    @JsonSetter(nulls = Nulls.FAIL)
    private @Nullable String claimHash;

    @JsonSetter(nulls = Nulls.FAIL)
    private @Nullable String sealedRecord;

    /** Seconds. */
    @JsonSetter(nulls = Nulls.FAIL)
    private @Nullable Long expiresIn;

    /** Seconds. */
    @JsonSetter(nulls = Nulls.FAIL)
    private @Nullable Long conversationIdleTtl;

    @JsonSetter(nulls = Nulls.FAIL)
    private @Nullable Map<String, String> metadata;

    /**
     * What it asks for, with the tenant's defaults filled in.
     *
     * @throws io.guestchat.platform.problem.ProblemException at the first member that is missing or out of range
     */
    Offer offer(TenantSettings settings) {
        return new Offer(
                Field.at("memberId", () -> MemberId.parse(required(memberId))),
                Field.at("claimHash", () -> claimHash(required(claimHash))),
                Field.at("sealedRecord", () -> sealedRecord(required(sealedRecord))),
                Field.at(
                        "expiresIn",
                        () -> seconds(
                                expiresIn, settings.defaultExpiry(), Limits.INVITE_LIFE_MIN, settings.maxExpiry())),
                Field.at(
                        "conversationIdleTtl",
                        () -> seconds(conversationIdleTtl, settings.defaultIdle(), Limits.IDLE_MIN, Limits.IDLE_MAX)),
                Field.at("metadata", () -> metadata(metadata)));
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
