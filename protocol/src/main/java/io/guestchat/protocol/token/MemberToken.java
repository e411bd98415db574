package io.guestchat.protocol.token;

import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.limit.Limits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an authentic, unexpired member token says.
 *
 * @param jkt thumbprint of the key it is bound to, if it is
 */
public record MemberToken(
        TenantId tenantId, MemberId memberId, @Nullable String jkt, Instant expiresAt) {
    public static final String TYPE = "JWT";
    public static final String AUDIENCE = "guestchat:relay";

    /** @throws TokenRefused if no known tenant signed it for the relay, or it has expired or lives too long */
    public static MemberToken verify(String token, TrustedIssuers issuers, Instant now) throws TokenRefused {
        TenantJws verified = TenantJws.verify(token, issuers, AUDIENCE);
        Jws jws = verified.jws();
        Instant expiresAt = jws.requireAlive(now, Limits.CLOCK_LEEWAY);
        if (expiresAt.isAfter(now.plus(Limits.MEMBER_TOKEN_LIFE_MAX).plus(Limits.CLOCK_LEEWAY))) {
            throw new TokenRefused("exp");
        }
        return new MemberToken(
                verified.tenantId(),
                jws.parse("sub", jws.subject(), MemberId::parse),
                jws.confirmationThumbprint(),
                expiresAt);
    }
}
