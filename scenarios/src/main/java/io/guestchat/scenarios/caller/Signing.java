package io.guestchat.scenarios.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.token.DpopProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** ES256 as a caller does it. */
public final class Signing {
    private Signing() {}

    /** A compact JWS. */
    public static String sign(ECKey key, JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A DPoP proof (RFC 9449 section 4.2).
     *
     * @param key private
     * @param url what the service is configured with, whichever node is called
     * @param nonce if one is asked for
     * @param accessToken if one goes along
     */
    public static String proof(
            ECKey key, String method, String url, @Nullable String nonce, @Nullable String accessToken) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", url)
                .issueTime(Date.from(Instant.now()));
        if (nonce != null) {
            claims.claim("nonce", nonce);
        }
        if (accessToken != null) {
            claims.claim("ath", Base64Url.encode(Link.sha256(accessToken.getBytes(StandardCharsets.US_ASCII))));
        }
        return sign(
                key,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(DpopProof.TYPE))
                        .jwk(key.toPublicJWK())
                        .build(),
                claims.build());
    }
}
