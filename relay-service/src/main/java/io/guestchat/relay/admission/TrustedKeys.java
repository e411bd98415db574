package io.guestchat.relay.admission;

import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.token.KeysUnavailable;
import io.guestchat.protocol.token.TrustedIssuers;
import io.guestchat.protocol.token.VerificationKey;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the open connections' tokens were signed with. One that its signer no longer publishes has been revoked, and
 * takes those connections along: their tokens would be good for minutes, a member's for an hour.
 */
@ApplicationScoped
class TrustedKeys {
    private static final Logger LOG = Logger.getLogger(TrustedKeys.class);
    /** With the signer's and the key source's own delays, a revocation has closed the last socket after less than 10 s. */
    private static final long LOOK_EVERY_MS = 1_000;

    private final Vertx vertx;
    private final Map<Published, TrustedKey> trusted = new ConcurrentHashMap<>();

    private record Published(KeySource by, String kid) {}

    TrustedKeys(Vertx vertx) {
        this.vertx = vertx;
    }

    void started(@Observes StartupEvent event) {
        vertx.setTimer(LOOK_EVERY_MS, t -> look());
    }

    /** For one verification. */
    Noting noting() {
        return new Noting();
    }

    /** Notes which key a verification took. */
    final class Noting {
        private @Nullable Published published;

        /** {@code keys}, noted when one is found. */
        KeySource noting(KeySource keys) {
            return kid -> {
                VerificationKey key = keys.find(kid);
                if (key != null) {
                    published = new Published(keys, kid);
                }
                return key;
            };
        }

        /** {@code issuers}, whose keys are noted. */
        TrustedIssuers noting(TrustedIssuers issuers) {
            return issuer -> {
                TrustedIssuers.TrustedIssuer found = issuers.find(issuer);
                return found == null
                        ? null
                        : new TrustedIssuers.TrustedIssuer(found.tenantId(), noting(found.keys()), found.algorithms());
            };
        }

        /** The key, once a verification has succeeded. */
        TrustedKey key() {
            return trusted.computeIfAbsent(Objects.requireNonNull(published), p -> new TrustedKey());
        }
    }

    private void look() {
        vertx.executeBlocking(
                        () -> {
                            trusted.forEach(this::look);
                            return null;
                        },
                        false)
                .onComplete(done -> vertx.setTimer(LOOK_EVERY_MS, t -> look()));
    }

    private void look(Published published, TrustedKey key) {
        try {
            if (published.by.find(published.kid) == null) {
                trusted.remove(published, key);
                key.revoke();
                LOG.warnf("key revoked kid=%s", published.kid);
            }
        } catch (KeysUnavailable e) {
            // nothing is known of it: connections stay, as in every outage
        }
    }
}
