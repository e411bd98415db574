package io.guestchat.platform.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.TopicStates.TopicState;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a view was made from the log that is there now. A topic that was deleted and made again, or brought back from a backup, goes
 * on with offsets that the view has seen: its records would be taken for repetitions, and lost without a word.
 *
 * <p>Each node compares all partitions, over and over: the applied offset with where the log ends, and the topic's id with the one that
 * stands beside the offset. A partition that is of another log is live no more, which all nodes see.
 */
final class ViewOrigin {
    private static final Logger LOG = Logger.getLogger(ViewOrigin.class);
    private static final long LOOK_MS = 2_000;
    private static final long RETRY_MS = 200;
    private static final long NOTHING = -1;

    /** Unless the view was made anew meanwhile. */
    private static final LuaScript NOT_LIVE = LuaScript.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('DEL', KEYS[2])""");

    private final String topic;
    private final ViewProgress progress;
    private final Partitions partitions;
    private final RedisCommands redis;
    private final TopicStates topics;
    private final Vertx vertx;
    private final IntConsumer changed;
    private final Set<Integer> foreign = ConcurrentHashMap.newKeySet();
    private volatile boolean asked;
    private volatile boolean closed;

    /** @param changed told of a partition that has turned out to be of another log, or not to be after all */
    ViewOrigin(
            String topic,
            ViewProgress progress,
            Partitions partitions,
            RedisCommands redis,
            TopicStates topics,
            Vertx vertx,
            IntConsumer changed) {
        this.topic = topic;
        this.progress = progress;
        this.partitions = partitions;
        this.redis = redis;
        this.topics = topics;
        this.vertx = vertx;
        this.changed = changed;
    }

    void open() {
        vertx.runOnContext(v -> look());
    }

    void close() {
        closed = true;
    }

    /** Whether it has been asked since this node started; also if Kafka did not answer: then nothing can be written to it, either. */
    boolean isAsked() {
        return asked;
    }

    boolean isForeign(int partition) {
        return foreign.contains(partition);
    }

    /** Whether no partition is of another log, as far as is known. */
    boolean isOfThisLog() {
        return foreign.isEmpty();
    }

    private void look() {
        if (closed) {
            return;
        }
        List<Request> stored = partitions.all().stream()
                .map(p -> Request.cmd(Command.MGET).arg(progress.appliedKey(p)).arg(progress.topicKey(p)))
                .toList();
        redis.batch(stored)
                // Kafka once Redis has answered: until then, somebody may go on with both.
                .compose(found ->
                        topics.of(topic).map(now -> compare(found, now)).onComplete(v -> asked = true))
                .onComplete(done -> vertx.setTimer(done.succeeded() ? LOOK_MS : RETRY_MS, t -> look()));
    }

    private boolean compare(List<Response> found, TopicState now) {
        for (int p = 0; p < found.size(); p++) {
            long applied = number(found.get(p).get(0));
            String id = text(found.get(p).get(1));
            boolean ahead = applied >= now.ends().getOrDefault(p, 0L);
            boolean another = id != null && !id.equals(now.id());
            if (applied != NOTHING && (ahead || another)) {
                foreign(p, applied);
            } else {
                own(p);
                if (!now.id().equals(id)) {
                    redis.send(
                            Request.cmd(Command.SET).arg(progress.topicKey(p)).arg(now.id()));
                }
            }
        }
        return foreign.isEmpty();
    }

    private void own(int partition) {
        if (foreign.remove(partition)) {
            changed.accept(partition);
        }
    }

    private void foreign(int partition, long applied) {
        if (foreign.add(partition)) {
            LOG.errorf(
                    "the view in Redis was made from another log topic=%s partition=%d, nothing is applied to it",
                    topic, partition);
            changed.accept(partition);
        }
        redis.eval(
                NOT_LIVE,
                List.of(progress.appliedKey(partition), progress.liveKey(partition)),
                List.of(Long.toString(applied)));
    }

    /** The applied offset; a view that was whole while its topic was empty has -1, and holds as little as one that has none. */
    private static long number(@Nullable Response answer) {
        return answer == null ? NOTHING : answer.toLong();
    }

    private static @Nullable String text(@Nullable Response answer) {
        return answer == null ? null : answer.toString();
    }
}
