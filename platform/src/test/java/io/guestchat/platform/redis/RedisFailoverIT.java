package io.guestchat.platform.redis;

import static io.guestchat.platform.redis.Clients.eventually;
import static io.guestchat.platform.redis.Clients.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalRedis;
import io.guestchat.platform.redis.Clients.Ear;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary and its replica, of which the one takes the other's place. */
class RedisFailoverIT {
    private static final String KEY = "{failover}";

    private Vertx vertx;
    private LocalRedis first;
    private LocalRedis second;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        first = LocalRedis.start(Checkout.find(), folder.resolve("first"));
        second = LocalRedis.start(Checkout.find(), folder.resolve("second"));
        follow(second, first);
    }

    @AfterEach
    void stop() {
        get(vertx.close());
        first.close();
        second.close();
    }

    @Test
    void aDemotedPrimaryIsLeftForTheOneThatTheAddressLeadsTo() {
        try (Gate gate = new Gate(vertx, first.url());
                Clients redis = new Clients(vertx, RedisConfig.Mode.SINGLE, gate.url())) {
            // Given
            redis.ask(Command.SET, KEY, "1");
            Ear ear = new Ear();
            get(redis.subscriber.subscribe(KEY, ear));
            // When the two change places, and no connection ends
            second.command("REPLICAOF", "NO", "ONE");
            follow(first, second);
            gate.leadTo(second.url());
            // Then
            redis.ask(Command.SET, KEY, "2");
            assertEquals("$1", second.command("GET", KEY));
            // And what is published at the new primary comes through the old one, which follows it
            redis.ask(Command.SPUBLISH, KEY, "news");
            eventually("heard", () -> ear.heard.equals(List.of("news")));
        }
    }

    @Test
    void connectionsOnWhichNothingComesAreMadeAnew() {
        try (Gate gate = new Gate(vertx, first.url());
                Clients redis = new Clients(vertx, RedisConfig.Mode.SINGLE, gate.url())) {
            // Given
            Ear ear = new Ear();
            get(redis.subscriber.subscribe(KEY, ear));
            // When
            gate.freeze();
            // Then
            eventually("subscribed again", () -> ear.subscribed.get() > 1);
            redis.ask(Command.SPUBLISH, KEY, "news");
            eventually("heard", () -> ear.heard.equals(List.of("news")));
        }
    }

    private static void follow(LocalRedis replica, LocalRedis primary) {
        String port = Integer.toString(URI.create(primary.url()).getPort());
        replica.command("CONFIG", "SET", "repl-diskless-sync-delay", "0");
        primary.command("CONFIG", "SET", "repl-diskless-sync-delay", "0");
        replica.command("REPLICAOF", "127.0.0.1", port);
        eventually(
                "the replica follows", () -> primary.command("WAIT", "1", "10").equals(":1"));
    }
}
