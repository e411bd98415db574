package io.guestchat.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import org.jspecify.annotations.Nullable;

/** A public key, made ready to verify signatures with. Safe for use by several threads. */
public final class VerificationKey {
    private static final int MIN_RSA_BITS = 2048;

    private final JWK jwk;
    private final JWSVerifier verifier;

    private VerificationKey(JWK jwk, JWSVerifier verifier) {
        this.jwk = jwk;
        this.verifier = verifier;
    }

    /**
     * The key, or null if it is not one to verify with: neither EC nor RSA, RSA of less than {@value #MIN_RSA_BITS} bits, meant
     * for another use, or a private key, which whoever published it no longer has for himself.
     */
    static @Nullable VerificationKey of(JWK jwk) {
        if (jwk.isPrivate() || !isForSignatures(jwk)) {
            return null;
        }
        try {
            return switch (jwk) {
                case ECKey ec -> new VerificationKey(ec, Ecdsa.verifier(ec));
                case RSAKey rsa when rsa.size() >= MIN_RSA_BITS -> new VerificationKey(rsa, new RSASSAVerifier(rsa));
                default -> null;
            };
        } catch (JOSEException | RuntimeException e) {
            return null;
        }
    }

    /** @throws TokenRefused if this key did not make the signature with this algorithm */
    void verify(JWSHeader header, byte[] signed, Base64URL signature) throws TokenRefused {
        if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().equals(header.getAlgorithm())) {
            throw new TokenRefused("alg of the key");
        }
        boolean valid;
        try {
            valid = verifier.verify(header, signed, signature);
        } catch (JOSEException | RuntimeException e) {
            throw new TokenRefused("signature");
        }
        if (!valid) {
            throw new TokenRefused("signature");
        }
    }

    private static boolean isForSignatures(JWK jwk) {
        return (jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE))
                && (jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY));
    }
}
