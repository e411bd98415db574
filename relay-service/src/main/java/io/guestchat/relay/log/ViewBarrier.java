package io.guestchat.relay.log;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.platform.view.ViewBehind;
import io.guestchat.protocol.limit.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        return await(Set.of(partition));
    }

    /** Like {@link #await(int)}, for some partitions. */
    public Future<CaughtUpView> await(Set<Integer> some) {
        return rounds.get().compose(round -> round.reached(some, LogTopic.ALL));
    }

    /** Like {@link #await(int)}, for all partitions. */
    Future<CaughtUpView> awaitAll() {
        return rounds.get().compose(round -> round.reached(partitions.all(), LogTopic.ALL));
    }

    /** Like {@link #await(int)}, for all partitions, and of each what follows from the sessions alone. */
    public Future<CaughtUpView> awaitSessions() {
        return rounds.get().compose(round -> round.reached(partitions.all(), Set.of(LogTopic.SESSIONS)));
    }

    private Future<Round> round() {
        return ends.ends().map(Round::new);
    }

    /** What somebody waits for. */
    private record Wanted(int partition, Set<LogTopic> topics) {}

    /** All who asked at one moment, and the ends as of that moment. It looks at what they wait for, and no more. */
    private final class Round {
        private final Offsets target;
        private final long deadline = System.nanoTime() + Limits.READY_WITHIN.toNanos();
        private final Map<Wanted, Promise<Void>> waiting = new HashMap<>();
        private boolean looking;

        Round(Offsets target) {
            this.target = target;
        }

        synchronized Future<CaughtUpView> reached(Collection<Integer> some, Set<LogTopic> topics) {
            List<Future<Void>> all = new ArrayList<>(some.size());
            for (int partition : some) {
                all.add(waiting.computeIfAbsent(new Wanted(partition, topics), w -> Promise.promise())
                        .future());
            }
            if (!looking) {
                looking = true;
                vertx.runOnContext(v -> look(FIRST_PAUSE_MS));
            }
            return Future.all(all).map(v -> new CaughtUpView(redis, target, topics));
        }

        private void look(long pauseMs) {
            List<Wanted> behind = behind();
            if (behind.isEmpty()) {
                return;
            }
            List<Integer> asked =
                    behind.stream().map(Wanted::partition).distinct().toList();
            redis.batch(asked.stream().map(p -> new Slot(p).readPositions()).toList())
                    .onSuccess(answers -> {
                        for (Wanted wanted : behind) {
                            Response positions = answers.get(asked.indexOf(wanted.partition()));
                            if (target.isReachedBy(wanted.partition(), wanted.topics(), positions)) {
                                settled(wanted).complete();
                            }
                        }
                        later(pauseMs);
                    })
                    .onFailure(this::giveUp);
        }

        private synchronized List<Wanted> behind() {
            looking = !waiting.isEmpty();
            return List.copyOf(waiting.keySet());
        }

        private synchronized Promise<Void> settled(Wanted wanted) {
            return waiting.remove(wanted);
        }

        private void later(long pauseMs) {
            if (System.nanoTime() > deadline) {
                giveUp(new ViewBehind());
            } else {
                vertx.setTimer(pauseMs, t -> look(Math.min(pauseMs * 2, LONGEST_PAUSE_MS)));
            }
        }

        private void giveUp(Throwable cause) {
            behind().forEach(wanted -> settled(wanted).fail(cause));
            behind();
        }
    }
}
