package io.guestchat.invite.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.platform.signing.SigningKeys;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.token.InviteToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;

/** Mints invite tokens: three claims and no more, for the guest link has to fit into two SMS. */
@ApplicationScoped
public class InviteTokens {
    private final SigningKeys keys;

    InviteTokens(SigningKeys keys) {
        this.keys = keys;
    }

    /** @param expiresAt the invite's; a token says it in whole seconds, rounded down */
    public String mint(InviteId invite, TenantId tenant, Instant expiresAt) {
        return keys.sign(
                InviteToken.TYPE,
                new JWTClaimsSet.Builder()
                        .jwtID(invite.value())
                        .claim("tid", tenant.value())
                        .expirationTime(Date.from(expiresAt))
                        .build());
    }
}
