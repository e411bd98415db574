package io.guestchat.protocol.token;

import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.TenantId;
import java.time.Instant;

/**
 * What an authentic invite token says. Whether it has expired is left to the caller, who tells that only to a holder of the
 * whole link.
 */
public record InviteToken(InviteId inviteId, TenantId tenantId, Instant expiresAt) {
    public static final String TYPE = "gi+jwt";

    /** @throws TokenRefused if it was not signed by the invite-service, or is not an invite token */
    public static InviteToken verify(String token, KeySource inviteKeys) throws TokenRefused {
        Jws jws = Jws.parse(token).requireHeader(TYPE, Jws.OWN_ALGORITHMS).requireSignature(inviteKeys);
        return new InviteToken(
                jws.parse("jti", jws.id(), InviteId::parse),
                jws.parse("tid", jws.text("tid"), TenantId::parse),
                jws.expiresAt());
    }
}
