package io.guestchat.scenarios.relay;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.token.DpopProof;
import io.guestchat.scenarios.caller.Signing;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Supplier;

/** A guest's browser key, and the access tokens that are bound to it. */
public final class GuestCredential implements Credential {
    private final ECKey key;
    private final String htu;
    private final Supplier<Future<String>> accessTokens;

    /**
     * @param key private, P-256
     * @param publicUrl the relay's configured URL, whichever node is connected to
     * @param accessTokens gives one that is bound to the key
     */
    public GuestCredential(ECKey key, URI publicUrl, Supplier<Future<String>> accessTokens) {
        this.key = key;
        this.htu = publicUrl.toString().replaceFirst("^ws", "http");
        this.accessTokens = accessTokens;
    }

    /** A fresh browser key. */
    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK makes no P-256 keys", e);
        }
    }

    @Override
    public Future<ClientFrame.Authenticate> answer(String nonce) {
        return accessTokens.get().map(token -> new ClientFrame.Authenticate(token, proof(token, nonce)));
    }

    private String proof(String token, String nonce) {
        return Signing.sign(
                key,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(DpopProof.TYPE))
                        .jwk(key.toPublicJWK())
                        .build(),
                new JWTClaimsSet.Builder()
                        .jwtID(UUID.randomUUID().toString())
                        .claim("htm", "GET")
                        .claim("htu", htu)
                        .claim("nonce", nonce)
                        .claim("ath", hash(token))
                        .issueTime(Date.from(Instant.now()))
                        .build());
    }

    private static String hash(String token) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
