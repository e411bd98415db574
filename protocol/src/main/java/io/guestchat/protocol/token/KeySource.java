package io.guestchat.protocol.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The public keys of one signer, by their {@code kid}. Which signer is asked never depends on a token's header. */
@FunctionalInterface
public interface KeySource {
    /**
     * The key with this id, or null if the signer has none such. May block for 2 s.
     *
     * @throws KeysUnavailable if nothing is known of the signer's keys
     */
    @Nullable
    VerificationKey find(String kid);

    /**
     * Keys that are read, and read again, from a JWKS (RFC 7517) that stands in the configuration: see {@link FetchedKeys}.
     *
     * @param location a {@code file:}, {@code http:} or {@code https:} URL
     * @throws IllegalArgumentException if it is none of these
     */
    static KeySource at(URI location) {
        return new FetchedKeys(location, JwksReader.at(location), System::nanoTime);
    }

    /** Keys that are at hand and stay as they are. */
    static KeySource of(JWKSet keys) {
        return PublicKeys.of(keys.getKeys())::find;
    }
}
