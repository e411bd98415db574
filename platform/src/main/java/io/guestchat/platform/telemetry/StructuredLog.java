package io.guestchat.platform.telemetry;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes the log as {@link JsonLines} where {@code guestchat.log.json} says so. The extension that Quarkus
 * has for this writes an object of its own form, and is not published for every version.
 */
@Singleton
class StructuredLog {
    /** Before any other bean hears that the service starts, and says something. */
    private static final int FIRST = 1;

    void begin(
            @Observes @Priority(FIRST) StartupEvent started,
            @ConfigProperty(name = "guestchat.log.json", defaultValue = "false") boolean json) {
        if (json) {
            for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
                handler.setFormatter(new JsonLines());
            }
        }
    }
}
