package io.guestchat.protocol.token;

import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.limit.Limits;
import java.time.Instant;

/** What an authentic, unexpired token of a tenant's backend says: which tenant calls. */
public record BackendToken(TenantId tenantId) {
    public static final String AUDIENCE = "guestchat:backend";

    /** @throws TokenRefused if no known tenant signed it for the backend's calls, or it has expired or lives too long */
    public static BackendToken verify(String token, TrustedIssuers issuers, Instant now) throws TokenRefused {
        TenantJws verified = TenantJws.verify(token, issuers, AUDIENCE);
        Jws jws = verified.jws();
        Instant expiresAt = jws.requireAlive(now, Limits.CLOCK_LEEWAY);
        if (expiresAt.isAfter(jws.issuedAt().plus(Limits.BACKEND_TOKEN_LIFE_MAX))) {
            throw new TokenRefused("iat");
        }
        jws.id();
        return new BackendToken(verified.tenantId());
    }
}
