package io.guestchat.canary;

import com.nimbusds.jose.jwk.ECKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One round after the other, each with connections of its own: what a client meets that comes anew is what is tried. */
@ApplicationScoped
class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    private final CanaryConfig config;
    private final Measures measures;
    private @Nullable Thread running;

    Rounds(CanaryConfig config, Measures measures) {
        this.config = config;
        this.measures = measures;
    }

    void begin(@Observes StartupEvent started) {
        read(config.key()); // what is wrong with it is to be said now
        running = Thread.ofVirtual().name("rounds").start(this::run);
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        Thread rounds = running;
        if (rounds != null) {
            rounds.interrupt();
            rounds.join(ENDS_WITHIN);
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                once();
                Thread.sleep(config.every());
            }
        } catch (InterruptedException e) {
            // the end
        }
    }

    /** The key is read each time: a Secret may change. */
    private void once() {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.patience())
                .build();
        try {
            new Round(http, config, new Tokens(config.issuer(), read(config.key())), measures).run();
            measures.succeeded();
        } catch (Failed e) {
            measures.failed();
        } catch (RuntimeException e) {
            measures.failed();
            LOG.error("a round failed by a defect", e);
        } finally {
            http.shutdownNow(); // what has not been answered in time, too
        }
    }

    private static ECKey read(Path file) {
        try {
            ECKey key = ECKey.parse(Files.readString(file));
            if (!key.isPrivate() || key.getKeyID() == null) {
                throw new IllegalStateException("guestchat.canary.key is no private key with a kid");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("guestchat.canary.key cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException("guestchat.canary.key is no JWK of an EC key", e);
        }
    }
}
