package io.guestchat.platform.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One private key, made ready to sign ES256 with.
 *
 * <p>Its file is a JWK (RFC 7517): EC, P-256, with a {@code kid} (short: it is part of every guest link), and optionally two
 * times in seconds since 1970, {@code nbf} and {@code exp}, and {@code by}, who made it.
 *
 * @param file      name of the file it came from
 * @param notBefore signs from then on; always, if null
 * @param expiresAt published until then; always, if null
 * @param by        who made it, if its file says
 * @param published the public part, and nothing but what verifying takes
 * @param secret    the private part, to derive others from
 */
record SigningKey(
        String file,
        String kid,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        @Nullable String by,
        ECKey published,
        JWSSigner signer,
        SecretKey secret) {

    private static final int DERIVED_BYTES = 32;

    /** @throws UnusableKey if it is not such a file; the message has nothing of the text */
    static SigningKey parse(String file, String text) throws UnusableKey {
        JWK jwk;
        try {
            jwk = JWK.parse(text);
        } catch (ParseException | RuntimeException e) {
            throw new UnusableKey("not a JWK");
        }
        if (!(jwk instanceof ECKey key) || !key.getCurve().equals(Curve.P_256) || !key.isPrivate()) {
            throw new UnusableKey("not a private P-256 key");
        }
        String kid = key.getKeyID();
        if (kid == null || kid.isBlank()) {
            throw new UnusableKey("without a kid");
        }
        ECKey published = new ECKey.Builder(Curve.P_256, key.getX(), key.getY())
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
        SigningKey usable = new SigningKey(
                file,
                kid,
                instant(key.getNotBeforeTime()),
                instant(key.getExpirationTime()),
                by(text),
                published,
                signer(key, published),
                new SecretKeySpec(key.getD().decode(), "HKDF-SHA256"));
        if (usable.notBefore != null && usable.expiresAt != null && !usable.notBefore.isBefore(usable.expiresAt)) {
            throw new UnusableKey("nbf is not before exp");
        }
        return usable;
    }

    /** Signs a token of this {@code typ}. */
    String sign(String typ, JWTClaimsSet claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(typ))
                        .keyID(kid),
                claims);
    }

    String sign(JWSHeader.Builder header, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(header.build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
        return token.serialize();
    }

    /** A key for HMAC-SHA-256 (HKDF, RFC 5869). */
    SecretKey derived(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), DERIVED_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive", e);
        }
    }

    /** What names this key and no other, with nothing that is secret (RFC 7638). */
    String thumbprint() {
        try {
            return published.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether its time to sign has begun. */
    boolean hasBegun(Instant now) {
        return notBefore == null || !now.isBefore(notBefore);
    }

    boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** What the key is not: nothing of it may reach a log. */
    @Override
    public String toString() {
        return "SigningKey[" + file + ", " + kid + "]";
    }

    /** A signer whose signature the published key has verified: a file may hold halves of two keys. */
    private static JWSSigner signer(ECKey key, ECKey published) throws UnusableKey {
        try {
            ECDSASigner signer = new ECDSASigner(key);
            JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
            byte[] content = "proof".getBytes(StandardCharsets.US_ASCII);
            Base64URL signature = signer.sign(header, content);
            if (new ECDSAVerifier(published).verify(header, content, signature)) {
                return signer;
            }
        } catch (JOSEException e) {
            throw new UnusableKey("unusable for signing");
        }
        throw new UnusableKey("private and public part do not belong together");
    }

    /** What the library leaves out of a key that it has read. */
    private static @Nullable String by(String text) {
        try {
            return JSONObjectUtils.parse(text).get("by") instanceof String by ? by : null;
        } catch (ParseException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
