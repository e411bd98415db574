package io.guestchat.relay.log;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A read that many ask for and few make: each caller gets an answer that was read after it asked, and those who ask within
 * one interval share it.
 */
public final class SharedRead<T> {
    private final Vertx vertx;
    private final long intervalNanos;
    private final Supplier<Future<T>> read;
    private @Nullable Promise<T> next;
    private long startedAt;

    /** @param interval least time between two reads */
    public SharedRead(Vertx vertx, Duration interval, Supplier<Future<T>> read) {
        this.vertx = vertx;
        this.intervalNanos = interval.toNanos();
        this.read = read;
        this.startedAt = System.nanoTime() - intervalNanos;
    }

    public synchronized Future<T> get() {
        Promise<T> promise = next;
        if (promise == null) {
            promise = Promise.promise();
            next = promise;
            long waitMs = (startedAt + intervalNanos - System.nanoTime()) / 1_000_000;
            if (waitMs > 0) {
                vertx.setTimer(waitMs, t -> start());
            } else {
                vertx.runOnContext(v -> start());
            }
        }
        return promise.future();
    }

    private void start() {
        Promise<T> promise;
        synchronized (this) {
            promise = next;
            next = null;
            startedAt = System.nanoTime();
        }
        if (promise != null) {
            read.get().onComplete(promise);
        }
    }
}
