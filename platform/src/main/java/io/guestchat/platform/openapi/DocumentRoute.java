package io.guestchat.platform.openapi;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code GET /q/openapi.yaml} and {@code /q/asyncapi.yaml} on the management port, in a service that has such a document
 * ({@code guestchat.openapi}, {@code guestchat.asyncapi}).
 */
@Singleton
class DocumentRoute {
    private static final String MEDIA_TYPE = "application/yaml";

    void register(
            @Observes ManagementInterface management,
            @ConfigProperty(name = "guestchat.openapi") Optional<String> http,
            @ConfigProperty(name = "guestchat.asyncapi") Optional<String> frames)
            throws IOException {
        if (http.isPresent()) {
            serve(management, "openapi", http.get());
        }
        if (frames.isPresent()) {
            serve(management, "asyncapi", frames.get());
        }
    }

    private static void serve(ManagementInterface management, String kind, String service) throws IOException {
        Buffer document = read("META-INF/" + kind + "/" + service + ".yaml");
        management.router().get("/q/" + kind + ".yaml").handler(call -> call.response()
                .putHeader("Content-Type", MEDIA_TYPE)
                .end(document));
    }

    private static Buffer read(String name) throws IOException {
        try (InputStream text = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return Buffer.buffer(text.readAllBytes());
        }
    }
}
