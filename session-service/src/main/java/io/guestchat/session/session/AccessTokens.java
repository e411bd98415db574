package io.guestchat.session.session;

import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.platform.signing.SigningKeys;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.token.AccessToken;
import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.token.TokenRefused;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.session.SessionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** Access tokens: what a guest shows the relay, and this service, together with a proof by the key they are bound to. */
@ApplicationScoped
public class AccessTokens {
    private final SigningKeys keys;
    private final KeySource published;
    private final String issuer;

    AccessTokens(SigningKeys keys, SessionConfig config) {
        this.keys = keys;
        this.published = keys.ownKeys();
        this.issuer = config.effectiveIssuer();
    }

    /** A token for an open session. */
    public String issue(SessionRecord session) {
        Instant now = Instant.now();
        return keys.sign(
                AccessToken.TYPE,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(AccessToken.AUDIENCE)
                        .subject(session.sessionId().value())
                        .claim("cid", session.conversationId().value())
                        .claim("tid", session.tenantId().value())
                        .claim("cnf", Map.of("jkt", session.jkt()))
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Limits.ACCESS_TOKEN_LIFE)))
                        .build());
    }

    /** How long a token that is issued now is good for, in seconds. */
    public long lifeSeconds() {
        return Limits.ACCESS_TOKEN_LIFE.toSeconds();
    }

    /** @throws TokenRefused if it was not issued here, or has expired */
    public AccessToken verify(String token) throws TokenRefused {
        return AccessToken.verify(token, published, issuer, Instant.now());
    }
}
