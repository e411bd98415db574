package io.guestchat.platform.view;

import io.guestchat.platform.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How far a view is, whichever node applies it: asked of Redis, where all nodes see the same. */
final class ViewProgress {
    private static final long FIRST_PAUSE_MS = 2;
    private static final long LONGEST_PAUSE_MS = 20;

    private final String prefix;
    private final Partitions partitions;
    private final RedisCommands redis;
    private final Vertx vertx;

    ViewProgress(String prefix, Partitions partitions, RedisCommands redis, Vertx vertx) {
        this.prefix = prefix;
        this.partitions = partitions;
        this.redis = redis;
        this.vertx = vertx;
    }

    String appliedKey(int partition) {
        return prefix + ":" + Partitions.tag(partition) + ":applied";
    }

    String liveKey(int partition) {
        return prefix + ":" + Partitions.tag(partition) + ":live";
    }

    Future<Void> awaitApplied(int partition, long offset, long timeoutMs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        return awaitApplied(partition, offset, deadline, FIRST_PAUSE_MS);
    }

    private Future<Void> awaitApplied(int partition, long offset, long deadline, long pauseMs) {
        return redis.send(Request.cmd(Command.GET).arg(appliedKey(partition))).compose(answer -> {
            if (answer != null && answer.toLong() >= offset) {
                return Future.succeededFuture();
            }
            if (System.nanoTime() > deadline) {
                return Future.failedFuture(new ViewBehind());
            }
            Promise<Void> pause = Promise.promise();
            vertx.setTimer(pauseMs, t -> pause.complete());
            return pause.future()
                    .compose(v -> awaitApplied(partition, offset, deadline, Math.min(pauseMs * 2, LONGEST_PAUSE_MS)));
        });
    }

    Future<Boolean> live() {
        List<Request> requests = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            requests.add(Request.cmd(Command.EXISTS).arg(liveKey(p)));
        }
        return redis.batch(requests).map(answers -> answers.stream().allMatch(a -> a.toInteger() == 1));
    }
}
