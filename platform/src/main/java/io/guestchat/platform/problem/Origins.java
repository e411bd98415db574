package io.guestchat.platform.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Whose scripts may call: what the framework's CORS settings say. Where they are off, no browser lets a page read an answer. */
@Singleton
class Origins {
    private final boolean enabled;
    private final Set<String> origins;
    private final Set<String> methods;

    Origins(
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean enabled,
            @ConfigProperty(name = "quarkus.http.cors.origins") Optional<Set<String>> origins,
            @ConfigProperty(name = "quarkus.http.cors.methods") Optional<Set<String>> methods) {
        this.enabled = enabled;
        this.origins = origins.orElse(Set.of());
        this.methods = methods.orElse(Set.of());
    }

    boolean allow(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (!enabled || origin == null) {
            return true;
        }
        @Nullable String asked = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        boolean preflight = request.method().equals(HttpMethod.OPTIONS) && asked != null;
        return origins.contains(origin) && (!preflight || methods.contains(asked));
    }
}
