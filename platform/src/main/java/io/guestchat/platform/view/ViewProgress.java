package io.guestchat.platform.view;

import io.guestchat.platform.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * How far a view is, whichever node applies it. What this node applies it hears at once; how far other nodes are is asked of
 * Redis, once per partition for all that wait.
 */
final class ViewProgress {
    private static final long FIRST_PAUSE_MS = 2;
    private static final long LONGEST_PAUSE_MS = 20;

    private final String prefix;
    private final Partitions partitions;
    private final IntPredicate owned;
    private final RedisCommands redis;
    private final Vertx vertx;
    private final Map<Integer, Waiters> waiting = new ConcurrentHashMap<>();

    /** @param owned whether this node applies a partition, and will call {@link #applied} */
    ViewProgress(String prefix, Partitions partitions, IntPredicate owned, RedisCommands redis, Vertx vertx) {
        this.prefix = prefix;
        this.partitions = partitions;
        this.owned = owned;
        this.redis = redis;
        this.vertx = vertx;
    }

    String appliedKey(int partition) {
        return prefix + ":" + Partitions.tag(partition) + ":applied";
    }

    String liveKey(int partition) {
        return prefix + ":" + Partitions.tag(partition) + ":live";
    }

    /** Of the id of the topic that the view was made from. */
    String topicKey(int partition) {
        return prefix + ":" + Partitions.tag(partition) + ":topic";
    }

    /** Redis has it up to {@code offset}. */
    void applied(int partition, long offset) {
        waiters(partition).reached(offset);
    }

    Future<Void> awaitApplied(int partition, long offset, long timeoutMs) {
        Waiters waiters = waiters(partition);
        Future<Void> reached = waiters.add(offset, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs));
        if (!reached.isComplete() && waiters.startAsking()) {
            askLater(partition, waiters, FIRST_PAUSE_MS);
        }
        return reached;
    }

    private Waiters waiters(int partition) {
        return waiting.computeIfAbsent(partition, p -> new Waiters());
    }

    /** The own node's word comes without asking; it is asked for nevertheless, in case the partition changes hands. */
    private void askLater(int partition, Waiters waiters, long pauseMs) {
        vertx.setTimer(owned.test(partition) ? LONGEST_PAUSE_MS : pauseMs, t -> {
            if (waiters.stopAskingIfNone()) {
                return;
            }
            redis.send(Request.cmd(Command.GET).arg(appliedKey(partition)))
                    .onSuccess(answer -> waiters.reached(answer == null ? -1 : answer.toLong()))
                    .onFailure(waiters::fail)
                    .onComplete(done -> {
                        waiters.expire(System.nanoTime());
                        askLater(partition, waiters, Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
                    });
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
