package io.guestchat.protocol.token;

import io.guestchat.protocol.id.TenantId;

/** A token signed by a tenant: the issuer it names chooses the keys, and its tenant and its algorithms come from that alone. */
record TenantJws(Jws jws, TenantId tenantId) {
    private static final String TYPE = "JWT";

    static TenantJws verify(String token, TrustedIssuers issuers, String audience) throws TokenRefused {
        Jws jws = Jws.parse(token);
        TrustedIssuers.TrustedIssuer issuer = issuers.find(jws.issuer());
        if (issuer == null) {
            throw new TokenRefused("iss");
        }
        jws.requireHeader(TYPE, issuer.algorithms()).requireSignature(issuer.keys());
        jws.requireAudience(audience);
        return new TenantJws(jws, issuer.tenantId());
    }
}
