package io.guestchat.platform.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.redis.RedisUnavailable;
import io.guestchat.platform.telemetry.trace.Traces;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The view of one topic: applies what this node's share of the partitions brings, and answers how far the view is, whoever
 * applies it.
 *
 * <p>A service has one incoming channel for it, in batch mode with {@code commit-strategy=ignore}, hands each batch to {@link
 * #apply} and each assignment to {@link #assigned}, as a {@link TopicView} does. The consumer group's own offsets are never
 * used: reading starts behind the applied offset that Redis has, or at the beginning of the topic where Redis has none.
 */
public final class LogView {
    private static final Logger LOG = Logger.getLogger(LogView.class);
    private static final long PROBE_MS = 1_000;
    private static final long RETRY_MS = 100;
    private static final long REDIS_ANSWER_SECONDS = 5;

    /** Marks a partition's view as whole, if nothing moved meanwhile. */
    private static final LuaScript MARK_LIVE = LuaScript.of("""
            if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
            if ARGV[1] == '' then redis.call('SET', KEYS[1], ARGV[2]) end
            redis.call('SET', KEYS[2], '1')
            return 1""");

    private final String topic;
    private final String channel;
    private final LuaScript script;
    private final TopicView definition;
    private final Partitions partitions;
    private final RedisCommands redis;
    private final KafkaClientService kafka;
    private final Vertx vertx;
    private final Traces traces;
    private final ViewProgress progress;
    private final ViewOrigin origin;
    private final long probing;
    private final Map<Integer, OwnedPartition> owned = new ConcurrentHashMap<>();

    LogView(
            String topic,
            String channel,
            String prefix,
            LuaScript script,
            TopicView definition,
            Partitions partitions,
            RedisCommands redis,
            KafkaClientService kafka,
            TopicStates topics,
            Vertx vertx,
            Traces traces) {
        this.topic = topic;
        this.channel = channel;
        this.script = script;
        this.definition = definition;
        this.partitions = partitions;
        this.redis = redis;
        this.kafka = kafka;
        this.vertx = vertx;
        this.traces = traces;
        this.progress = new ViewProgress(prefix, partitions, owned::containsKey, redis, vertx);
        this.origin = new ViewOrigin(topic, progress, partitions, redis, topics, vertx, this::realignIfOwned);
        this.probing = vertx.setPeriodic(PROBE_MS, t -> probe());
        origin.open();
    }

    /** Key of a partition's applied offset. */
    public String appliedKey(int partition) {
        return progress.appliedKey(partition);
    }

    /** Key that exists exactly while a partition's view is whole: missing, the view is being rebuilt and says nothing. */
    public String liveKey(int partition) {
        return progress.liveKey(partition);
    }

    public String topic() {
        return topic;
    }

    /** Records that the log has and the view has not, of the partitions that this node applies. Asked on the polling thread. */
    public Uni<Long> lag() {
        return kafka.<String, byte[]>getConsumer(channel).runOnPollingThread(this::behind);
    }

    private Long behind(Consumer<String, byte[]> consumer) {
        return owned.entrySet().stream()
                .mapToLong(each -> each.getValue().lag(consumer, new TopicPartition(topic, each.getKey())))
                .sum();
    }

    /** Partitions that this node applies, and whose view has been whole. */
    public int livePartitions() {
        return (int) owned.entrySet().stream()
                .filter(each -> each.getValue().live() && !origin.isForeign(each.getKey()))
                .count();
    }

    /** Whether it was made from the log that is there, as far as is known. */
    boolean isOfThisLog() {
        return origin.isOfThisLog();
    }

    /** The partitions that this node applies now. */
    public Set<Integer> owned() {
        return Set.copyOf(owned.keySet());
    }

    /**
     * Takes over partitions; to be called on the consumer's polling thread, from {@code onPartitionsAssigned}. Waits for Redis:
     * without it nothing could be applied anyway.
     *
     * @throws IllegalStateException if the topic does not have the configured number of partitions
     */
    public void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        int found = consumer.partitionsFor(topic).size();
        if (found != partitions.count()) {
            throw new IllegalStateException(
                    topic + " has " + found + " partitions, configured are " + partitions.count());
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
        for (TopicPartition p : assigned) {
            String applied = awaitAppliedText(p.partition());
            long end = ends.getOrDefault(p, 0L);
            owned.put(p.partition(), new OwnedPartition(applied, end));
            seek(consumer, p, applied, end);
        }
        LOG.infof("view topic=%s owns=%d", topic, owned.size());
        probe();
    }

    /** Gives partitions up; what is still being applied of them does no harm. */
    public void revoked(Collection<TopicPartition> revoked) {
        revoked.forEach(p -> owned.remove(p.partition()));
    }

    void close() {
        vertx.cancelTimer(probing);
        origin.close();
    }

    /** A batch was polled; on the polling thread. */
    void polled(ConsumerRecords<?, ?> batch) {
        for (TopicPartition p : batch.partitions()) {
            OwnedPartition state = p.topic().equals(topic) ? owned.get(p.partition()) : null;
            if (state != null) {
                state.polled(batch.records(p).getFirst().offset());
            }
        }
    }

    /**
     * Applies a batch, each partition's part in one script call, all in flight together. The answer completes when Redis has
     * all of it, however long that takes. What a partition's log held when it was taken over is applied without a trace: it may be
     * all that ever was.
     */
    public Uni<Void> apply(ConsumerRecords<String, byte[]> batch) {
        List<Future<Void>> parts = new ArrayList<>();
        for (TopicPartition p : batch.partitions()) {
            OwnedPartition state = owned.get(p.partition());
            if (state != null && !origin.isForeign(p.partition())) {
                List<ConsumerRecord<String, byte[]>> part = batch.records(p);
                parts.add(traces.process(
                        state.nothingLeft() ? part : List.of(), () -> apply(p.partition(), state, part)));
            }
        }
        return Uni.createFrom()
                .completionStage(() -> Future.join(parts).<Void>mapEmpty().toCompletionStage());
    }

    private Future<Void> apply(int partition, OwnedPartition state, List<ConsumerRecord<String, byte[]>> records) {
        List<ConsumerRecord<String, byte[]>> next = state.admit(records);
        if (next.isEmpty()) {
            return Future.succeededFuture();
        }
        long last = next.getLast().offset();
        List<Object> args = BatchArgs.of(definition, state.applied(), next);
        return redis.eval(script, List.of(appliedKey(partition)), args)
                .compose(answer -> {
                    if (answer.toInteger() == 1) {
                        state.applied(Long.toString(last));
                        progress.applied(partition, last);
                        return state.reachedEnd() ? markLive(partition, state) : Future.<Void>succeededFuture();
                    }
                    return realign(partition, state);
                })
                .recover(e -> {
                    if (owned.get(partition) != state) {
                        return Future.succeededFuture();
                    }
                    if (!(e instanceof RedisUnavailable)) {
                        LOG.errorf(e, "view topic=%s partition=%d refused, trying again", topic, partition);
                    }
                    // The script may have run although its answer was lost: the comparison finds out.
                    return later().compose(v -> apply(partition, state, records));
                });
    }

    private void realignIfOwned(int partition) {
        OwnedPartition state = owned.get(partition);
        if (state != null) {
            realign(partition, state);
        }
    }

    /** Somebody else applied further, or Redis lost something: go on from where Redis is. */
    private Future<Void> realign(int partition, OwnedPartition state) {
        return redis.send(Request.cmd(Command.GET).arg(appliedKey(partition))).compose(answer -> {
            String applied = answer == null ? "" : answer.toString();
            TopicPartition p = new TopicPartition(topic, partition);
            LOG.infof("view topic=%s partition=%d realigns to=%s", topic, partition, applied);
            KafkaConsumer<String, byte[]> consumer = kafka.getConsumer(channel);
            Promise<Void> done = Promise.promise();
            consumer.<Void>runOnPollingThread(c -> {
                        if (owned.get(partition) == state) {
                            long end = c.endOffsets(List.of(p)).getOrDefault(p, 0L);
                            state.rewind(applied, end);
                            seek(c, p, applied, end);
                        }
                        return null;
                    })
                    .subscribe()
                    .with(v -> done.complete(), done::fail);
            return done.future();
        });
    }

    /** Behind what is applied; not behind the log's end, where a consumer would ask in vain. */
    private static void seek(Consumer<?, ?> consumer, TopicPartition p, String applied, long end) {
        if (applied.isEmpty()) {
            consumer.seekToBeginning(List.of(p));
        } else {
            consumer.seek(p, Math.min(Long.parseLong(applied) + 1, end));
        }
    }

    private Future<Void> markLive(int partition, OwnedPartition state) {
        if (!origin.isAsked() || origin.isForeign(partition)) {
            return Future.succeededFuture(); // the probe tries again
        }
        String applied = state.applied();
        String nothing = Long.toString(state.end() - 1);
        return redis.eval(MARK_LIVE, List.of(appliedKey(partition), liveKey(partition)), List.of(applied, nothing))
                .map(answer -> {
                    if (answer.toInteger() == 1) {
                        state.live(applied.isEmpty() ? nothing : applied);
                    }
                    return null;
                });
    }

    /** Looks whether Redis still has what was applied, and has all there is: that is noticed without any traffic. */
    private void probe() {
        owned.forEach((partition, state) -> redis.send(
                        Request.cmd(Command.MGET).arg(appliedKey(partition)).arg(liveKey(partition)))
                .onSuccess(answer -> {
                    if (owned.get(partition) != state || state.busy()) {
                        return;
                    }
                    Response found = answer.get(0);
                    String applied = found == null ? "" : found.toString();
                    if (!applied.equals(state.applied())) {
                        realign(partition, state);
                    } else if (state.reachedEnd() || (answer.get(1) == null && state.nothingLeft())) {
                        markLive(partition, state);
                    }
                }));
    }

    /**
     * Waits until the view, whoever applies it, has reached an offset that was just written: read your own write.
     *
     * @return fails with {@link ViewBehind} after {@code timeoutMs}
     */
    public Future<Void> awaitApplied(int partition, long offset, long timeoutMs) {
        return progress.awaitApplied(partition, offset, timeoutMs);
    }

    /** Whether every partition's view is whole; not before it was asked whether it is of this log. */
    public Future<Boolean> live() {
        return progress.live().map(whole -> whole && origin.isAsked());
    }

    private Future<Void> later() {
        Promise<Void> pause = Promise.promise();
        vertx.setTimer(RETRY_MS, t -> pause.complete());
        return pause.future();
    }

    private String awaitAppliedText(int partition) {
        while (true) {
            try {
                Response answer = redis.send(Request.cmd(Command.GET).arg(appliedKey(partition)))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(REDIS_ANSWER_SECONDS, TimeUnit.SECONDS);
                return answer == null ? "" : answer.toString();
            } catch (ExecutionException | TimeoutException e) {
                pauseUninterrupted();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RedisUnavailable("interrupted while waiting", e);
            }
        }
    }

    private static void pauseUninterrupted() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailable("interrupted while waiting", e);
        }
    }
}
