package io.guestchat.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Signs the tokens by which the suite recognises this provider and its members. */
@ApplicationScoped
class Tokens {

    static final Duration BACKEND_LIFE = Duration.ofMinutes(2);
    static final Duration MEMBER_LIFE = Duration.ofMinutes(30);
    private static final Duration LOGIN_LIFE = Duration.ofHours(12);
    private static final String LOGIN_AUDIENCE = "sample:login";

    private final String issuer;
    private final ECKey key;

    Tokens(SampleConfig config) throws IOException, ParseException {
        issuer = config.issuer();
        key = ECKey.parse(Files.readString(config.key()));
    }

    /** For the invite-service and the session-service: this provider itself. */
    String backend() {
        return sign(claims("guestchat:backend", BACKEND_LIFE)
                .jwtID(UUID.randomUUID().toString()));
    }

    /** For the relay: one member. */
    String member(String memberId) {
        return sign(claims("guestchat:relay", MEMBER_LIFE).subject(memberId));
    }

    /** For this sample's own API: one member's login. The suite never sees it, and would refuse its audience. */
    String login(String memberId) {
        return sign(claims(LOGIN_AUDIENCE, LOGIN_LIFE).subject(memberId));
    }

    /** The member of a login that this provider signed and that is still good. */
    Optional<String> memberOf(String login) {
        try {
            SignedJWT token = SignedJWT.parse(login);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean good = token.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256)
                    && token.verify(new ECDSAVerifier(key.toPublicJWK()))
                    && claims.getAudience().contains(LOGIN_AUDIENCE)
                    && claims.getExpirationTime().toInstant().isAfter(Instant.now());
            return good ? Optional.of(claims.getSubject()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** The public half, for the suite to verify with. */
    Map<String, Object> publicKeys() {
        return new JWKSet(key.toPublicJWK()).toJSONObject(true);
    }

    private JWTClaimsSet.Builder claims(String audience, Duration life) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
    }

    private String sign(JWTClaimsSet.Builder claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the configured key cannot sign", e);
        }
        return token.serialize();
    }
}
