package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.relay.RelayConfig;
import io.guestchat.relay.admission.Identity;
import io.guestchat.relay.presence.Nodes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All connections of this node: the newest of each identity, their clock, their end at a shutdown. */
@ApplicationScoped
public class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    /** A tick takes so many turns: all connections at once would hold up their event loop, 80 ms for 20,000. */
    private static final int TURNS = 20;

    /** How long a shutdown waits for the last socket's event loop. */
    private static final Duration GONE_WITHIN = Duration.ofSeconds(2);

    private static final long POLL_MS = 10;

    private record Newest(Connection connection, long claim) {}

    private final Vertx vertx;
    private final Nodes nodes;
    private final RelayConfig config;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Newest> newest = new ConcurrentHashMap<>();
    private volatile boolean draining;
    /** Those that the tick under way has not reached. */
    private Iterator<Connection> toTick = Collections.emptyIterator();

    private long tickedAt = System.nanoTime();

    Connections(Vertx vertx, Nodes nodes, RelayConfig config, MeterRegistry metrics) {
        this.vertx = vertx;
        this.nodes = nodes;
        this.config = config;
        metrics.gaugeCollectionSize("guestchat.relay.connections", Tags.empty(), open);
    }

    void started(@Observes StartupEvent event) {
        vertx.setPeriodic(TICK.dividedBy(TURNS).toMillis(), t -> tickSome(System.nanoTime()));
        nodes.onForgotten(() -> open.forEach(c -> c.later(c::registerAgain)));
    }

    private void tickSome(long now) {
        if (!toTick.hasNext() && now - tickedAt >= TICK.toNanos()) {
            toTick = open.iterator();
            tickedAt = now;
        }
        for (int left = open.size() / TURNS + 1; left > 0 && toTick.hasNext(); left--) {
            Connection connection = toTick.next();
            connection.later(() -> connection.tick(now));
        }
    }

    /** The node is going: no new connections. */
    public boolean isDraining() {
        return draining;
    }

    void opened(Connection connection) {
        open.add(connection);
        if (draining) { // asked to come in before the node was going
            connection.later(() -> connection.close(CloseCode.SERVICE_RESTART));
        }
    }

    void closed(Connection connection) {
        open.remove(connection);
    }

    /**
     * Makes a connection the newest of its identity on this node, and closes the one before it.
     *
     * @return false if a newer one is here already
     */
    boolean enter(Identity identity, Connection connection, long claim) {
        @Nullable Newest[] before = {null};
        Newest now = newest.compute(identity.key(), (key, current) -> {
            before[0] = current;
            return current != null && current.claim() > claim ? current : new Newest(connection, claim);
        });
        if (now.connection() != connection) {
            return false;
        }
        if (before[0] != null) {
            Connection older = before[0].connection();
            older.later(() -> older.close(CloseCode.REPLACED));
        }
        return true;
    }

    /** Subscribes, unless a newer connection of the identity has taken over its channels. */
    Future<Void> ifNewest(Identity identity, Connection connection, Supplier<Future<Void>> subscribe) {
        Promise<Void> subscribed = Promise.promise();
        newest.compute(identity.key(), (key, current) -> {
            if (current != null && current.connection() == connection) {
                subscribe.get().onComplete(subscribed);
            } else {
                subscribed.fail("replaced");
            }
            return current;
        });
        return subscribed.future();
    }

    void ended(Identity identity, Connection connection) {
        newest.computeIfPresent(identity.key(), (key, current) -> current.connection() == connection ? null : current);
    }

    /** Before anything else stops: clients go elsewhere, spread over the configured time. Blocks until they are gone. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        draining = true;
        List<Connection> all = List.copyOf(open);
        long spreadNanos = config.drain().toNanos();
        long start = System.nanoTime();
        for (int i = 0; i < all.size(); i++) {
            long waitMs = (start + spreadNanos * i / all.size() - System.nanoTime()) / 1_000_000;
            if (waitMs > 0) {
                Thread.sleep(waitMs);
            }
            Connection connection = all.get(i);
            connection.later(() -> connection.close(CloseCode.SERVICE_RESTART));
        }
        long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MS);
        }
        LOG.infof("drained connections=%d left=%d", all.size(), open.size());
    }
}
