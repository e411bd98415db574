package io.guestchat.canary;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.token.BackendToken;
import io.guestchat.protocol.token.DpopProof;
import io.guestchat.protocol.token.MemberToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is signed with ES256: a tenant's tokens, and a browser's proofs. */
final class Tokens {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final String issuer;
    private final ECKey key;

    /** @param key the tenant's, private */
    Tokens(String issuer, ECKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /** For one call of the backend. */
    String backend() {
        Instant now = Instant.now();
        return tenants(new JWTClaimsSet.Builder()
                .audience(BackendToken.AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(UUID.randomUUID().toString()));
    }

    /** For a member's device. */
    String member(String member) {
        return tenants(new JWTClaimsSet.Builder()
                .audience(MemberToken.AUDIENCE)
                .subject(member)
                .expirationTime(Date.from(Instant.now().plus(LIFE))));
    }

    private String tenants(JWTClaimsSet.Builder claims) {
        return sign(
                key,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.issuer(issuer).build());
    }

    /**
     * A DPoP proof (RFC 9449 section 4.2).
     *
     * @param browser its private key
     * @param accessToken if one goes along
     */
    static String proof(
            ECKey browser, String method, String url, @Nullable String nonce, @Nullable String accessToken) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", url)
                .issueTime(Date.from(Instant.now()));
        if (nonce != null) {
            claims.claim("nonce", nonce);
        }
        if (accessToken != null) {
            claims.claim("ath", Base64Url.encode(sha256(accessToken)));
        }
        return sign(
                browser,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(DpopProof.TYPE))
                        .jwk(browser.toPublicJWK())
                        .build(),
                claims.build());
    }

    private static String sign(ECKey key, JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
