package io.guestchat.platform.tenant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;

/** {@code guestchat.tenants.<tenant id>.*}. */
@ConfigMapping(prefix = "guestchat.tenants")
public interface TenantsConfig {
    @WithParentName
    Map<String, Tenant> byId();

    /** One tenant. */
    interface Tenant {
        /** The {@code iss} of the tenant's tokens. */
        String issuer();

        /** Where its public keys are: a {@code file:} or {@code https:} URL ({@code http:} on loopback only). */
        URI jwks();
    }
}
