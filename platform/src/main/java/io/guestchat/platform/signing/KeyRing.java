package io.guestchat.platform.signing;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.token.VerificationKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A service's keys at one moment, at least one; which of them does what follows from the time alone.
 *
 * <p>The <b>current</b> key signs: of those whose time has begun and not run out, the one with the latest {@code nbf}, and among
 * equals (a key without {@code nbf} began before all others) the one with the greatest file name. Signing does not stop for a
 * mistake in the times: if there is none such, the next key signs early, or else the one that expired last goes on. <b>Next</b>
 * are those whose time has not begun; <b>retired</b> the others, until they expire. All three are published.
 */
final class KeyRing {
    private static final Comparator<SigningKey> BY_BEGIN = Comparator.<SigningKey, Instant>comparing(
                    key -> key.notBefore() == null ? Instant.MIN : key.notBefore())
            .thenComparing(SigningKey::file);
    private static final Comparator<SigningKey> BY_END = Comparator.<SigningKey, Instant>comparing(
                    key -> key.expiresAt() == null ? Instant.MAX : key.expiresAt())
            .thenComparing(SigningKey::file);

    /** What a key does at some time. */
    enum State {
        NEXT,
        CURRENT,
        RETIRED,
        /** Its file may go: nothing that it signed is still alive. */
        EXPIRED
    }

    private final List<SigningKey> keys;
    private final KeySource verifying;

    /** @param keys not empty, no two with one {@code kid} */
    KeyRing(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a ring without a key");
        }
        this.keys = List.copyOf(keys);
        this.verifying = KeySource.of(publicOf(this.keys.stream()));
    }

    List<SigningKey> keys() {
        return keys;
    }

    SigningKey current(Instant now) {
        return keys.stream()
                .filter(key -> isInTime(key, now))
                .max(BY_BEGIN)
                .or(() -> keys.stream().filter(key -> !key.hasBegun(now)).min(BY_BEGIN))
                .or(() -> keys.stream().max(BY_END))
                .orElseThrow();
    }

    State state(SigningKey key, Instant now) {
        if (key.equals(current(now))) {
            return State.CURRENT;
        }
        if (key.hasExpired(now)) {
            return State.EXPIRED;
        }
        return key.hasBegun(now) ? State.RETIRED : State.NEXT;
    }

    long count(State state, Instant now) {
        return keys.stream().filter(key -> state(key, now) == state).count();
    }

    /** Whether the current key signs in its own time. */
    boolean isInTime(Instant now) {
        return isInTime(current(now), now);
    }

    /** The public keys that verify what is, was, and will be signed. */
    JWKSet published(Instant now) {
        return publicOf(keys.stream().filter(key -> state(key, now) != State.EXPIRED));
    }

    /** From each published key, the current one's first. */
    List<SecretKey> derived(String purpose, Instant now) {
        SigningKey current = current(now);
        Stream<SigningKey> others =
                keys.stream().filter(key -> !key.equals(current) && state(key, now) != State.EXPIRED);
        return Stream.concat(Stream.of(current), others)
                .map(key -> key.derived(purpose))
                .toList();
    }

    /** The published key with this id, made ready to verify with. */
    @Nullable
    VerificationKey find(String kid, Instant now) {
        boolean published = keys.stream().anyMatch(key -> key.kid().equals(kid) && state(key, now) != State.EXPIRED);
        return published ? verifying.find(kid) : null;
    }

    private static JWKSet publicOf(Stream<SigningKey> keys) {
        return new JWKSet(keys.map(SigningKey::published).map(JWK.class::cast).toList());
    }

    private static boolean isInTime(SigningKey key, Instant now) {
        return key.hasBegun(now) && !key.hasExpired(now);
    }
}
