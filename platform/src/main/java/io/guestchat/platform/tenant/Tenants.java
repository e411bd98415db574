package io.guestchat.platform.tenant;

import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.token.TrustedIssuers;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configured tenants by the issuer they sign with; two tenants with one issuer do not start. */
@ApplicationScoped
public class Tenants implements TrustedIssuers {
    private final Map<String, TrustedIssuer> byIssuer = new HashMap<>();

    Tenants(TenantsConfig config) {
        config.byId().forEach((id, tenant) -> {
            requireTrustworthy(tenant.jwks());
            TrustedIssuer issuer = new TrustedIssuer(TenantId.parse(id), KeySource.at(tenant.jwks()));
            if (byIssuer.putIfAbsent(tenant.issuer(), issuer) != null) {
                throw new IllegalStateException("two tenants sign as one issuer: " + tenant.issuer());
            }
        });
    }

    @Override
    public @Nullable TrustedIssuer find(String issuer) {
        return byIssuer.get(issuer);
    }

    private static void requireTrustworthy(URI jwks) {
        boolean plain = "http".equals(jwks.getScheme());
        if (plain && !isLoopback(jwks.getHost())) {
            throw new IllegalStateException("a tenant's keys over plain http, and not from loopback: " + jwks);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
