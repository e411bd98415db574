package io.guestchat.platform.tenant;

import io.guestchat.platform.trust.KeySources;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.token.TrustedIssuers;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configured tenants. A setting that is wrong, or an issuer that two of them have, ends the start with its name. */
@Startup
@ApplicationScoped
public class Tenants implements TrustedIssuers {
    private final Map<String, TrustedIssuer> byIssuer = new HashMap<>();
    private final Map<TenantId, TenantSettings> settings = new HashMap<>();

    Tenants(TenantsConfig config) {
        config.byId().forEach((id, tenant) -> {
            try {
                add(TenantId.parse(id), tenant);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("guestchat.tenants." + id + ": " + e.getMessage(), e);
            }
        });
    }

    @Override
    public @Nullable TrustedIssuer find(String issuer) {
        return byIssuer.get(issuer);
    }

    /** The settings of a tenant; the defaults for one that is not, or no longer, configured. */
    public TenantSettings settings(TenantId tenant) {
        return settings.getOrDefault(tenant, TenantSettings.DEFAULTS);
    }

    private void add(TenantId id, TenantsConfig.Tenant tenant) {
        if (tenant.issuer().isBlank()) {
            throw new IllegalArgumentException("issuer: must not be empty");
        }
        TenantSettings its = TenantSettings.of(tenant);
        settings.put(id, its);
        TrustedIssuer issuer = new TrustedIssuer(id, KeySources.ofTenant(tenant.jwks()), its.algorithms());
        if (byIssuer.putIfAbsent(tenant.issuer(), issuer) != null) {
            throw new IllegalArgumentException("issuer: another tenant signs as " + tenant.issuer());
        }
    }
}
