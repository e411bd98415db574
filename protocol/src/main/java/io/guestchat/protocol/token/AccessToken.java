package io.guestchat.protocol.token;

import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.limit.Limits;
import java.time.Instant;

/**
 * What an authentic, unexpired access token of a guest says. It is worth nothing without a proof by the key it is bound to.
 *
 * @param jkt thumbprint (RFC 7638) of that key
 */
public record AccessToken(
        SessionId sessionId, ConversationId conversationId, TenantId tenantId, String jkt, Instant expiresAt) {
    public static final String TYPE = "at+jwt";
    public static final String AUDIENCE = "guestchat:relay";

    /**
     * @param issuer the session-service's {@code iss}
     * @throws TokenRefused if it is not an access token of that issuer for the relay, or has expired or lives too long
     */
    public static AccessToken verify(String token, KeySource sessionKeys, String issuer, Instant now)
            throws TokenRefused {
        Jws jws = Jws.parse(token).requireHeader(TYPE, Jws.OWN_ALGORITHMS).requireSignature(sessionKeys);
        if (!issuer.equals(jws.issuer())) {
            throw new TokenRefused("iss");
        }
        jws.requireAudience(AUDIENCE);
        Instant expiresAt = jws.requireAlive(now, Limits.CLOCK_LEEWAY);
        if (expiresAt.isAfter(now.plus(Limits.ACCESS_TOKEN_LIFE).plus(Limits.CLOCK_LEEWAY))) {
            throw new TokenRefused("exp");
        }
        jws.id();
        String jkt = jws.confirmationThumbprint();
        if (jkt == null) {
            throw new TokenRefused("cnf");
        }
        return new AccessToken(
                jws.parse("sub", jws.subject(), SessionId::parse),
                jws.parse("cid", jws.text("cid"), ConversationId::parse),
                jws.parse("tid", jws.text("tid"), TenantId::parse),
                jkt,
                expiresAt);
    }
}
