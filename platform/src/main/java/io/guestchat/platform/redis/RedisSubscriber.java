package io.guestchat.platform.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sharded pub/sub on a connection of its own (commands must never go there: a push would be taken for their answer). Messages
 * may be lost: whoever subscribes reads the state behind the channel once {@link Channel#onSubscribed()} was called, at first
 * and after every reconnect.
 */
@ApplicationScoped
public class RedisSubscriber {
    /** Who subscribes. Called on an event loop: must not block. */
    public interface Channel {
        /** The subscription stands: from here on messages come, and what happened before must be read. */
        void onSubscribed();

        void onMessage(Buffer message);
    }

    private static final class Subscription {
        final Channel channel;
        final Promise<Void> first = Promise.promise();

        Subscription(Channel channel) {
            this.channel = channel;
        }
    }

    private final Context context;
    private final RedisLink link;
    private final Map<String, List<Subscription>> subscriptions = new ConcurrentHashMap<>();

    RedisSubscriber(Vertx vertx, RedisConfig config) {
        this.context = vertx.getOrCreateContext();
        this.link = new RedisLink(vertx, config.url(), "subscriber", this::restore);
    }

    @PostConstruct
    void open() {
        link.open();
    }

    @PreDestroy
    void close() {
        link.close();
    }

    public boolean connected() {
        return link.current() != null;
    }

    /**
     * Subscribes; several may subscribe to one name.
     *
     * @return done when Redis has confirmed it for the first time
     */
    public Future<Void> subscribe(String name, Channel channel) {
        Subscription subscription = new Subscription(channel);
        // Commands go out while the name is held: they reach Redis in the order in which the table changed.
        subscriptions.compute(name, (n, others) -> {
            send(Command.SSUBSCRIBE, n);
            List<Subscription> all = new ArrayList<>(others == null ? List.of() : others);
            all.add(subscription);
            return List.copyOf(all);
        });
        return subscription.first.future();
    }

    /** Ends {@code channel}'s subscription to that name; without effect if there is none. */
    public void unsubscribe(String name, Channel channel) {
        subscriptions.computeIfPresent(name, (n, all) -> {
            List<Subscription> rest =
                    all.stream().filter(s -> s.channel != channel).toList();
            if (rest.isEmpty()) {
                send(Command.SUNSUBSCRIBE, n);
                return null;
            }
            return rest;
        });
    }

    /** Through one context: what is sent from several threads keeps its order. */
    private void send(Command command, String name) {
        context.runOnContext(v -> {
            RedisConnection connection = link.current();
            if (connection != null) {
                connection.send(Request.cmd(command).arg(name));
            }
        });
    }

    /** A subscription made while this runs is sent twice at worst, which is harmless. */
    private void restore(RedisConnection connection) {
        connection.handler(this::push);
        for (String name : subscriptions.keySet()) {
            connection.send(Request.cmd(Command.SSUBSCRIBE).arg(name));
        }
    }

    private void push(@Nullable Response response) {
        if (response == null || response.size() < 3) {
            return;
        }
        String name = response.get(1).toString();
        switch (response.get(0).toString()) {
            case "smessage" -> {
                Buffer message = response.get(2).toBuffer();
                subscriptions.getOrDefault(name, List.of()).forEach(s -> s.channel.onMessage(message));
            }
            case "ssubscribe" -> confirmed(name);
            default -> {
                // sunsubscribe: nothing to do
            }
        }
    }

    private void confirmed(String name) {
        // The confirmation can be faster than the table: whoever holds the name is waited for.
        List<Subscription> all = subscriptions.computeIfPresent(name, (n, current) -> current);
        if (all != null) {
            all.forEach(s -> {
                s.first.tryComplete();
                s.channel.onSubscribed();
            });
        }
    }
}
