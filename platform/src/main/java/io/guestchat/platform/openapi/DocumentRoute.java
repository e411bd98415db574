package io.guestchat.platform.openapi;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /q/openapi.yaml} on the management port, in a service that has a document ({@code guestchat.openapi}). */
@Singleton
class DocumentRoute {
    private static final String MEDIA_TYPE = "application/yaml";

    void register(
            @Observes ManagementInterface management,
            @ConfigProperty(name = "guestchat.openapi") Optional<String> service)
            throws IOException {
        if (service.isPresent()) {
            Buffer document = read("META-INF/openapi/" + service.get() + ".yaml");
            management.router().get("/q/openapi.yaml").handler(call -> call.response()
                    .putHeader("Content-Type", MEDIA_TYPE)
                    .end(document));
        }
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
