package io.guestchat.protocol.token;

import io.guestchat.protocol.id.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tenants whose tokens are accepted, by the {@code iss} they sign with. */
@FunctionalInterface
public interface TrustedIssuers {
    /** The tenant that signs with this {@code iss}, or null if there is none. */
    @Nullable
    TrustedIssuer find(String issuer);

    /**
     * A tenant and its public keys.
     *
     * @param algorithms what it may sign with
     */
    record TrustedIssuer(TenantId tenantId, KeySource keys, Set<SignatureAlgorithm> algorithms) {}
}
