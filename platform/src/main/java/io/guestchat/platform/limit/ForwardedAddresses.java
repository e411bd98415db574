package io.guestchat.platform.limit;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Does not start with forwarded addresses that are believed whoever sends them: then anybody could choose their own. A trusted
 * proxy must replace what a client sends in {@code X-Forwarded-For}, not append to it: the first address there is believed.
 */
@Startup
@ApplicationScoped
class ForwardedAddresses {
    ForwardedAddresses(
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwarding,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trusted) {
        requireProxies(forwarding, trusted.orElse(List.of()));
    }

    static void requireProxies(boolean forwarding, List<String> trusted) {
        if (forwarding && trusted.isEmpty()) {
            throw new IllegalStateException(
                    "quarkus.http.proxy.proxy-address-forwarding needs quarkus.http.proxy.trusted-proxies");
        }
    }
}
