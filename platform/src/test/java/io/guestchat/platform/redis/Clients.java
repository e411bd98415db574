package io.guestchat.platform.redis;

import io.guestchat.platform.telemetry.trace.NoTraces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Commands and subscriptions as a service has them, without a service. */
final class Clients implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Topology topology;
    final RedisCommands commands;
    final RedisSubscriber subscriber;

    Clients(Vertx vertx, RedisConfig.Mode mode, String urls) {
        this.topology = Topologies.of(vertx, new Config(List.of(urls.split(",")), mode));
        this.commands = new RedisCommands(vertx, topology, NoTraces.traces());
        this.subscriber = new RedisSubscriber(vertx, topology);
        topology.open();
        commands.open();
        subscriber.open();
        eventually("connected", () -> commands.connected() && subscriber.connected());
    }

    /** What is asked is answered, or fails, within a while. */
    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** As callers do it: while Redis is unavailable it is asked again. */
    String ask(Command command, Object... args) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return String.valueOf(get(commands.send(request(command, args))));
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof RedisUnavailable) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    static Request request(Command command, Object... args) {
        Request request = Request.cmd(command);
        for (Object arg : args) {
            request.arg(arg.toString());
        }
        return request;
    }

    static void eventually(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Override
    public void close() {
        commands.close();
        subscriber.close();
        topology.close();
    }

    private record Config(List<String> url, RedisConfig.Mode mode) implements RedisConfig {}

    /** What a subscription is told. */
    static final class Ear implements RedisSubscriber.Channel {
        final AtomicInteger subscribed = new AtomicInteger();
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void onSubscribed() {
            subscribed.incrementAndGet();
        }

        @Override
        public void onMessage(Buffer message) {
            heard.add(message.toString());
        }
    }
}
