package io.guestchat.relay.log;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.platform.view.ViewBehind;
import io.guestchat.protocol.limit.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until the view in Redis, whoever applies it, has reached the log's end as of now: what is read from it afterwards is
 * never below what anybody was told before.
 */
@ApplicationScoped
public class ViewBarrier {
    private static final long FIRST_PAUSE_MS = 4;
    private static final long LONGEST_PAUSE_MS = 50;
    private static final long SHARED_MS = 50;

    private final Vertx vertx;
    private final RedisCommands redis;
    private final Partitions partitions;
    private final LogEnds ends;
    private final SharedRead<Round> rounds;

    ViewBarrier(Vertx vertx, RedisCommands redis, Partitions partitions, LogEnds ends) {
        this.vertx = vertx;
        this.redis = redis;
        this.partitions = partitions;
        this.ends = ends;
        this.rounds = new SharedRead<>(vertx, Duration.ofMillis(SHARED_MS), this::round);
    }

    /** Done when the partition's view has reached the end as of this call; fails with {@link ViewBehind} after 5 s. */
    public Future<CaughtUpView> await(int partition) {
        return rounds.get().compose(round -> round.reached(partition));
    }

    /** Like {@link #await(int)}, for all partitions. */
    public Future<CaughtUpView> awaitAll() {
        return rounds.get().compose(Round::allReached);
    }

    private Future<Round> round() {
        return ends.ends().map(offsets -> {
            Round round = new Round(offsets);
            round.look(FIRST_PAUSE_MS);
            return round;
        });
    }

    /** All who asked at one moment, and the ends as of that moment. */
    private final class Round {
        private final Offsets target;
        private final long deadline = System.nanoTime() + Limits.READY_WITHIN.toNanos();
        private final List<Promise<Void>> reached = new ArrayList<>();

        Round(Offsets target) {
            this.target = target;
            for (int p = 0; p < partitions.count(); p++) {
                reached.add(Promise.promise());
            }
        }

        Future<CaughtUpView> reached(int partition) {
            return reached.get(partition).future().map(v -> new CaughtUpView(redis, target));
        }

        Future<CaughtUpView> allReached() {
            return Future.all(reached.stream().map(Promise::future).toList()).map(v -> new CaughtUpView(redis, target));
        }

        void look(long pauseMs) {
            List<Integer> behind = new ArrayList<>();
            List<Request> requests = new ArrayList<>();
            for (int p = 0; p < reached.size(); p++) {
                if (!reached.get(p).future().isComplete()) {
                    behind.add(p);
                    requests.add(new Slot(p).readPositions());
                }
            }
            if (behind.isEmpty()) {
                return;
            }
            redis.batch(requests)
                    .onSuccess(answers -> {
                        for (int i = 0; i < behind.size(); i++) {
                            if (target.isReachedBy(behind.get(i), answers.get(i))) {
                                reached.get(behind.get(i)).tryComplete();
                            }
                        }
                        later(pauseMs);
                    })
                    .onFailure(e -> giveUp(e));
        }

        private void later(long pauseMs) {
            if (System.nanoTime() > deadline) {
                giveUp(new ViewBehind());
            } else if (reached.stream().anyMatch(p -> !p.future().isComplete())) {
                vertx.setTimer(pauseMs, t -> look(Math.min(pauseMs * 2, LONGEST_PAUSE_MS)));
            }
        }

        private void giveUp(Throwable cause) {
            reached.forEach(p -> p.tryFail(cause));
        }
    }
}
