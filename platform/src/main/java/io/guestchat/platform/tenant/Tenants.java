package io.guestchat.platform.tenant;

import io.guestchat.platform.audit.AuditSource;
import io.guestchat.platform.audit.Fact;
import io.guestchat.platform.trust.KeySources;
import io.guestchat.protocol.audit.AuditType;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.token.TrustedIssuers;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The configured tenants. A setting that is wrong, or an issuer that two of them have, ends the start with its name. */
@Startup
@ApplicationScoped
public class Tenants implements TrustedIssuers, AuditSource {
    private final Map<String, TrustedIssuer> byIssuer = new HashMap<>();
    private final Map<TenantId, TenantSettings> settings = new HashMap<>();
    private final List<Fact> facts = new ArrayList<>();

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

    @Override
    public List<Fact> facts() {
        return facts;
    }

    /** Whether it is configured. */
    public boolean contains(TenantId tenant) {
        return settings.containsKey(tenant);
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
        facts.add(fact(id, tenant, its));
        TrustedIssuer issuer = new TrustedIssuer(id, KeySources.ofTenant(tenant.jwks()), its.algorithms());
        if (byIssuer.putIfAbsent(tenant.issuer(), issuer) != null) {
            throw new IllegalArgumentException("issuer: another tenant signs as " + tenant.issuer());
        }
    }

    /** Of the location no user, password or query: one may have a secret in it. */
    private static Fact fact(TenantId id, TenantsConfig.Tenant tenant, TenantSettings its) {
        URI jwks = tenant.jwks();
        Map<String, String> data = new HashMap<>();
        data.put("issuer", tenant.issuer());
        data.put(
                "jwks",
                jwks.getScheme() + "://" + (jwks.getHost() == null ? "" : jwks.getHost())
                        + (jwks.getPort() < 0 ? "" : ":" + jwks.getPort()) + jwks.getPath());
        data.put("algorithms", new TreeSet<>(its.algorithms()).toString());
        its.linkBase().ifPresent(linkBase -> data.put("linkBase", linkBase));
        its.activeInvitesPerMember().ifPresent(most -> data.put("activeInvitesPerMember", most.toString()));
        data.put("defaultExpiry", its.defaultExpiry().toString());
        data.put("maxExpiry", its.maxExpiry().toString());
        data.put("defaultIdle", its.defaultIdle().toString());
        data.put("retention", its.retention().toString());
        return Fact.of(AuditType.TENANT_ADDED, id.value(), tenant.by().orElse(null), data);
    }
}
