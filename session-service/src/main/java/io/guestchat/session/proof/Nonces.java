package io.guestchat.session.proof;

import io.guestchat.platform.signing.SigningKeys;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.session.SessionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Nonces for proofs (RFC 9449 section 8): the time of issue under a MAC. Nothing is stored, so every node can check what any node
 * gave out. The MAC's keys are derived from the signing keys, which all nodes share already: no further secret to be kept, it
 * changes when they do, and a key that is taken away takes its nonces with it. Who holds one that is no longer good gets another.
 */
@ApplicationScoped
class Nonces {
    /** How long one is good: as long as an access token, so that who draws those in time is never asked twice. */
    static final Duration LIFE = Limits.ACCESS_TOKEN_LIFE;

    private static final Duration RENEWED_AFTER = LIFE.dividedBy(2);
    private static final String PURPOSE = "guestchat dpop nonce 1";
    private static final int MAC_BYTES = 16;

    /** What becomes of a proof's nonce. */
    enum Verdict {
        GOOD,
        /** Good, but its time is running out: the caller is handed another. */
        AGEING,
        /** None, or none of ours, or no longer good. */
        REFUSED
    }

    private final boolean required;
    /** The first is for those that are given out; each is good for those that come back. */
    private final Supplier<List<SecretKey>> keys;

    @Inject
    Nonces(SessionConfig config, SigningKeys keys) {
        this(config.dpopNonce() == SessionConfig.DpopNonce.REQUIRED, () -> keys.derived(PURPOSE));
    }

    Nonces(boolean required, Supplier<List<SecretKey>> keys) {
        this.required = required;
        this.keys = keys;
    }

    boolean required() {
        return required;
    }

    String issue(Instant now) {
        ByteBuffer nonce = ByteBuffer.allocate(Long.BYTES + MAC_BYTES).putLong(now.toEpochMilli());
        byte[] mac = mac(keys.get().getFirst(), now.toEpochMilli());
        return Base64Url.encode(nonce.put(mac).array());
    }

    Verdict judge(@Nullable String nonce, Instant now) {
        Instant issuedAt = nonce == null ? null : issuedAt(nonce);
        if (issuedAt == null || issuedAt.isAfter(now.plus(Limits.CLOCK_LEEWAY)) || !now.isBefore(issuedAt.plus(LIFE))) {
            return Verdict.REFUSED;
        }
        return now.isBefore(issuedAt.plus(RENEWED_AFTER)) ? Verdict.GOOD : Verdict.AGEING;
    }

    /** When one of ours was given out; null for anybody else's. */
    private @Nullable Instant issuedAt(String nonce) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64Url.decode(nonce, Long.BYTES + MAC_BYTES));
        } catch (InvalidValue e) {
            return null;
        }
        long issuedAt = bytes.getLong();
        byte[] mac = new byte[MAC_BYTES];
        bytes.get(mac);
        boolean ours = keys.get().stream().anyMatch(key -> MessageDigest.isEqual(mac, mac(key, issuedAt)));
        return ours ? Instant.ofEpochMilli(issuedAt) : null;
    }

    private static byte[] mac(SecretKey key, long issuedAt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(issuedAt).flip());
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
