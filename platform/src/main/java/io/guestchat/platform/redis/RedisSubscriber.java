package io.guestchat.platform.redis;

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
    /** What is subscribed to; one of each name. Called on an event loop: must not block. */
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

    private final RedisLink link;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    RedisSubscriber(Vertx vertx, RedisConfig config) {
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
     * Subscribes; an earlier subscription of that name is replaced.
     *
     * @return done when Redis has confirmed it for the first time
     */
    public Future<Void> subscribe(String name, Channel channel) {
        Subscription subscription = new Subscription(channel);
        subscriptions.put(name, subscription);
        send(Command.SSUBSCRIBE, name);
        return subscription.first.future();
    }

    /** Ends the subscription of that name if it is still {@code channel}'s. */
    public void unsubscribe(String name, Channel channel) {
        Subscription subscription = subscriptions.get(name);
        if (subscription != null && subscription.channel == channel && subscriptions.remove(name, subscription)) {
            send(Command.SUNSUBSCRIBE, name);
        }
    }

    private void send(Command command, String name) {
        RedisConnection connection = link.current();
        if (connection != null) {
            connection.send(Request.cmd(command).arg(name));
        }
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
        Subscription subscription = subscriptions.get(response.get(1).toString());
        if (subscription == null) {
            return;
        }
        switch (response.get(0).toString()) {
            case "smessage" -> subscription.channel.onMessage(response.get(2).toBuffer());
            case "ssubscribe" -> {
                subscription.first.tryComplete();
                subscription.channel.onSubscribed();
            }
            default -> {
                // sunsubscribe: nothing to do
            }
        }
    }
}
