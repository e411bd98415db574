package io.guestchat.platform.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.vertx.redis.client.impl.ZModem;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sharded pub/sub on a connection of its own to each node (commands must never go there: a push would be taken for their answer).
 * Messages may be lost: whoever subscribes reads the state behind the channel once {@link Channel#onSubscribed()} was called, at
 * first and whenever the subscription had to be made anew.
 */
@ApplicationScoped
public class RedisSubscriber {
    /** Several reasons at once to look after the subscriptions are one. */
    private static final long SOON_MS = 50;

    /** Until a subscription is tried again that was refused. */
    private static final long LATER_MS = 1_000;

    /** Who subscribes. Called on an event loop: must not block. */
    public interface Channel {
        /** The subscription stands: from here on messages come, and what happened before must be read. */
        void onSubscribed();

        void onMessage(Buffer message);
    }

    private record Subscription(Channel channel, Promise<Void> first) {}

    /** All who subscribe to a name. Changed only while its place in the table is held. */
    private static final class Entry {
        final int slot;
        volatile List<Subscription> all = List.of();
        /** Where Redis has confirmed it. */
        volatile @Nullable RedisConnection standsOn;

        Entry(String name) {
            this.slot = ZModem.generate(name);
        }
    }

    private final Vertx vertx;
    private final Topology topology;
    private final RedisLinks links;
    private final AtomicBoolean planned = new AtomicBoolean();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    RedisSubscriber(Vertx vertx, Topology topology) {
        this.vertx = vertx;
        this.topology = topology;
        this.links = new RedisLinks(vertx, topology, new Pushes());
        topology.onChange(() -> settle(SOON_MS));
    }

    @PostConstruct
    void open() {
        links.follow();
    }

    @PreDestroy
    void close() {
        links.close();
    }

    /** Whether Redis is there; of several nodes, one of them. */
    public boolean connected() {
        return links.anyConnected();
    }

    /**
     * Subscribes; several may subscribe to one name.
     *
     * @return done when Redis has confirmed it for the first time
     */
    public Future<Void> subscribe(String name, Channel channel) {
        Subscription subscription = new Subscription(channel, Promise.promise());
        // Commands go out while the name is held: they reach Redis in the order in which the table changed.
        entries.compute(name, (n, known) -> {
            Entry entry = known == null ? new Entry(n) : known;
            entry.all =
                    Stream.concat(entry.all.stream(), Stream.of(subscription)).toList();
            // Through one context: what is sent from several threads keeps its order.
            links.context().runOnContext(v -> begin(n, connection(entry.slot)));
            return entry;
        });
        return subscription.first.future();
    }

    /** Ends {@code channel}'s subscription to that name; without effect if there is none. */
    public void unsubscribe(String name, Channel channel) {
        entries.computeIfPresent(name, (n, entry) -> {
            entry.all = entry.all.stream().filter(s -> s.channel != channel).toList();
            if (entry.all.isEmpty()) {
                links.context().runOnContext(v -> end(n, entry.standsOn));
                return null;
            }
            return entry;
        });
    }

    private static void begin(String name, @Nullable RedisConnection on) {
        if (on != null) {
            on.send(Request.cmd(Command.SSUBSCRIBE).arg(name));
        }
    }

    private static void end(String name, @Nullable RedisConnection on) {
        if (on != null) {
            on.send(Request.cmd(Command.SUNSUBSCRIBE).arg(name));
        }
    }

    private @Nullable RedisConnection connection(int slot) {
        String node = topology.owner(slot);
        RedisConnection connection = node == null ? null : links.current(node);
        if (connection == null) {
            topology.doubtful();
        }
        return connection;
    }

    private void settle(long delay) {
        if (planned.compareAndSet(false, true)) {
            vertx.setTimer(delay, t -> {
                planned.set(false);
                links.context().runOnContext(v -> settle());
            });
        }
    }

    /** Subscribes to what does not stand where it belongs; what is on its way there is sent twice, which is harmless. */
    private void settle() {
        entries.forEach((name, entry) -> {
            RedisConnection connection = connection(entry.slot);
            if (entry.standsOn != connection) {
                begin(name, connection);
            }
        });
    }

    private final class Pushes implements RedisLink.Pushes {
        @Override
        public void connected(RedisConnection connection) {
            settle();
        }

        @Override
        public void pushed(RedisConnection connection, Response push) {
            if (push.type() == ResponseType.ERROR) {
                refused((ErrorType) push);
            } else if (push.size() >= 3) {
                String name = push.get(1).toString();
                switch (push.get(0).toString()) {
                    case "smessage" -> message(name, push.get(2).toBuffer());
                    case "ssubscribe" -> confirmed(name, connection);
                    case "sunsubscribe" -> ended(name, connection);
                    default -> {
                        // The answer by which the link sees that the node is there.
                    }
                }
            }
        }
    }

    private void message(String name, Buffer message) {
        Entry entry = entries.get(name);
        if (entry != null) {
            entry.all.forEach(s -> s.channel.onMessage(message));
        }
    }

    private void confirmed(String name, RedisConnection connection) {
        // The confirmation can be faster than the table: whoever holds the name is waited for.
        Entry entry = entries.computeIfPresent(name, (n, current) -> current);
        if (entry == null) {
            // Ended before it stood.
            end(name, connection);
            return;
        }
        RedisConnection before = entry.standsOn;
        entry.standsOn = connection;
        if (before != connection) {
            // A node that was replaced may still pass on what the new one is told.
            end(name, before);
        }
        entry.all.forEach(s -> {
            s.first.tryComplete();
            s.channel.onSubscribed();
        });
    }

    /** By us; or by the node, since it does not serve the slot any more. */
    private void ended(String name, RedisConnection connection) {
        Entry entry = entries.get(name);
        if (entry != null && entry.standsOn == connection) {
            entry.standsOn = null;
            topology.doubtful();
            settle(SOON_MS);
        }
    }

    /** Which name it was about is not said. */
    private void refused(ErrorType error) {
        if (Redirection.read(error, "") instanceof Redirection.Moved moved) {
            topology.moved(moved.slot(), moved.node());
        } else {
            topology.doubtful();
            settle(LATER_MS);
        }
    }
}
