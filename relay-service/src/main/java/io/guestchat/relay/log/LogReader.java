package io.guestchat.relay.log;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.redis.RedisUnavailable;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Applies this node's share of a topic to Redis, each partition in order, one batch of a partition at a time. Reading starts
 * where Redis is, never where the consumer group is; a probe notices a Redis that was wiped or moved back, and reads again
 * from there. What the group commits is where Redis was a while ago: for operators, and to tell what such a Redis had already.
 */
public final class LogReader {
    private static final Logger LOG = Logger.getLogger(LogReader.class);
    private static final long PROBE_MS = 500;
    private static final long RETRY_MS = 100;
    private static final long COMMIT_MS = 1_000;

    private final LogTopic topic;
    private final BatchEffect effect;
    private final RedisCommands redis;
    private final LogEnds ends;
    private final LogHealth health;
    private final KafkaClientService kafka;
    private final Vertx vertx;
    private final long settledNanos;
    private final long probing;
    private final long committing;
    private final Map<Integer, PartitionReading> owned = new ConcurrentHashMap<>();

    LogReader(
            BatchEffect effect,
            RedisCommands redis,
            LogEnds ends,
            LogHealth health,
            KafkaClientService kafka,
            Vertx vertx,
            Duration settled) {
        this.topic = effect.topic();
        this.effect = effect;
        this.redis = redis;
        this.ends = ends;
        this.health = health;
        this.kafka = kafka;
        this.vertx = vertx;
        this.settledNanos = settled.toNanos();
        Commits commits = new Commits(topic, owned, kafka);
        this.committing = vertx.setPeriodic(COMMIT_MS, t -> commits.commit());
        this.probing = vertx.setPeriodic(PROBE_MS, t -> probe());
    }

    void close() {
        vertx.cancelTimer(probing);
        vertx.cancelTimer(committing);
    }

    /** Where this node stands in each partition of this topic that it applies now. */
    Map<Integer, PartitionReading> owned() {
        return owned;
    }

    /** Whether the view of each of them was made from this log, as far as is known. */
    boolean isOfThisLog() {
        return owned.values().stream().noneMatch(PartitionReading::isForeign);
    }

    /** Their slots. */
    public List<Slot> slots() {
        return owned.keySet().stream().map(Slot::new).toList();
    }

    /** Takes over partitions; on the polling thread. */
    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        List<TopicPartition> mine = mine(partitions);
        if (mine.isEmpty()) {
            return; // and an empty seek would move every partition of the consumer
        }
        // Somewhere, so that the consumer asks nobody where to start; the right place follows from Redis.
        consumer.seekToEnd(mine);
        for (TopicPartition p : mine) {
            PartitionReading reading = new PartitionReading(System.currentTimeMillis());
            owned.put(p.partition(), reading);
            align(p, reading);
        }
        LOG.infof("log reading topic=%s partitions=%d", topic.topic(), owned.size());
    }

    /** Gives partitions up: what is still in flight of them compares positions and does no harm. */
    void revoked(Collection<TopicPartition> partitions) {
        for (TopicPartition p : mine(partitions)) {
            owned.remove(p.partition());
        }
    }

    /** A batch was polled; on the polling thread. */
    void polled(ConsumerRecords<?, ?> batch) {
        for (TopicPartition p : mine(batch.partitions())) {
            PartitionReading reading = owned.get(p.partition());
            if (reading != null) {
                reading.polled(batch.records(p).getFirst().offset());
            }
        }
    }

    /** Applies a batch, its partitions side by side; done when Redis has all of it, however long that takes. */
    public Uni<Void> apply(ConsumerRecords<String, byte[]> batch) {
        List<Future<Void>> parts = new ArrayList<>();
        for (TopicPartition p : mine(batch.partitions())) {
            PartitionReading reading = owned.get(p.partition());
            List<ConsumerRecord<String, byte[]>> records = batch.records(p);
            if (reading != null && reading.admit(records.getFirst().offset())) {
                parts.add(apply(p, reading, records));
            }
        }
        return Uni.createFrom()
                .completionStage(() -> Future.join(parts).<Void>mapEmpty().toCompletionStage());
    }

    private Future<Void> apply(
            TopicPartition p, PartitionReading reading, List<ConsumerRecord<String, byte[]>> records) {
        long end = BatchEffect.end(records);
        return effect.apply(new Slot(p.partition()), reading.position(), ofFewKeys(records))
                .compose(answer -> {
                    if (answer == end) {
                        reading.applied(end, records.getLast().timestamp());
                        return Future.<Void>succeededFuture();
                    }
                    if (answer > reading.position() && answer < end) {
                        reading.advanced(answer);
                        return apply(p, reading, from(answer, records));
                    }
                    if (answer == BatchEffect.WAIT) {
                        return again(p, reading, records);
                    }
                    reading.idle();
                    align(p, reading);
                    return Future.<Void>succeededFuture();
                })
                .recover(e -> {
                    if (!(e instanceof RedisUnavailable)) {
                        LOG.errorf(
                                e, "batch refused topic=%s partition=%d, trying again", topic.topic(), p.partition());
                    }
                    return again(p, reading, records);
                });
    }

    /** The first records, of {@value BatchEffect#AT_ONCE} keys at most. */
    private static List<ConsumerRecord<String, byte[]>> ofFewKeys(List<ConsumerRecord<String, byte[]>> records) {
        Set<String> keys = new HashSet<>();
        int count = 0;
        while (count < records.size()
                && (keys.size() < BatchEffect.AT_ONCE
                        || keys.contains(records.get(count).key()))) {
            keys.add(records.get(count++).key());
        }
        return records.subList(0, count);
    }

    private static List<ConsumerRecord<String, byte[]>> from(
            long position, List<ConsumerRecord<String, byte[]>> records) {
        int first = 0;
        while (records.get(first).offset() < position) {
            first++;
        }
        return records.subList(first, records.size());
    }

    /** Later, unless the partition has been taken away or is being aligned meanwhile. */
    private Future<Void> again(
            TopicPartition p, PartitionReading reading, List<ConsumerRecord<String, byte[]>> records) {
        return pause().compose(v -> {
            if (owned.get(p.partition()) == reading && !reading.isLost()) {
                return apply(p, reading, records);
            }
            reading.idle();
            return Future.succeededFuture();
        });
    }

    /** Goes on from where Redis is. */
    private void align(TopicPartition p, PartitionReading reading) {
        reading.lost();
        Future<Offsets> starts = ends.starts();
        Future<Offsets> committed = ends.committed();
        Future<String> id = health.id(topic);
        Future.all(starts, committed, id)
                .compose(v -> {
                    long start = starts.result().of(topic, p.partition());
                    long settled = committed.result().of(topic, p.partition());
                    return effect.aligning(new Slot(p.partition()), start, settled)
                            .compose(w -> stored(p, start, id.result()))
                            .compose(stored -> isOfThisLog(p, stored)
                                    .compose(own ->
                                            own ? seek(p, reading, stored, start, settled) : foreign(p, reading)));
                })
                .onFailure(e -> {
                    LOG.debugf(e, "align topic=%s partition=%d, trying again", topic.topic(), p.partition());
                    pause().onSuccess(v -> {
                        if (owned.get(p.partition()) == reading) {
                            align(p, reading);
                        }
                    });
                });
    }

    /** Where Redis is, which starts over if it knows nothing; {@link Long#MAX_VALUE} if what it knows is of another topic. */
    private Future<Long> stored(TopicPartition p, long start, String id) {
        String position = new Slot(p.partition()).position();
        return redis.batch(List.of(
                        Request.cmd(Command.HSETNX)
                                .arg(position)
                                .arg(topic.field())
                                .arg(start),
                        Request.cmd(Command.HSETNX)
                                .arg(position)
                                .arg(topic.idField())
                                .arg(id),
                        Request.cmd(Command.HMGET)
                                .arg(position)
                                .arg(topic.field())
                                .arg(topic.idField())))
                .map(answers -> {
                    Response found = answers.get(2);
                    return found.get(1).toString().equals(id) ? found.get(0).toLong() : Long.MAX_VALUE;
                });
    }

    /** Where the log ends is asked once Redis has answered: until then, another node may have gone on with both. */
    private Future<Boolean> isOfThisLog(TopicPartition p, long stored) {
        return ends.ends().map(e -> stored <= e.of(topic, p.partition()));
    }

    /** Redis is where this log never was. */
    private Future<Void> foreign(TopicPartition p, PartitionReading reading) {
        if (reading.foreign()) {
            LOG.errorf(
                    "the view in Redis was made from another log topic=%s partition=%d, nothing is applied to it",
                    topic.topic(), p.partition());
        }
        return Future.failedFuture("not of this log");
    }

    /** Records before {@code start} are gone by retention. */
    private Future<Void> seek(TopicPartition p, PartitionReading reading, long stored, long start, long settled) {
        Promise<Void> done = Promise.promise();
        KafkaConsumer<String, byte[]> consumer = kafka.getConsumer(topic.channel());
        consumer.runOnPollingThread(c -> {
                    if (owned.get(p.partition()) == reading && c.assignment().contains(p)) {
                        c.seek(p, Math.max(stored, start));
                        reading.sought(stored, settled, System.currentTimeMillis());
                    }
                })
                .subscribe()
                .with(v -> done.complete(), done::fail);
        LOG.debugf("log aligned topic=%s partition=%d position=%d", topic.topic(), p.partition(), stored);
        return done.future();
    }

    /** Retention has overtaken this node: the consumer would ask for what is gone for good, again and again. */
    void overtaken(Offsets starts) {
        owned.forEach((partition, reading) -> {
            if (reading.isBefore(starts.of(topic, partition))) {
                LOG.errorf("records gone before they were read topic=%s partition=%d", topic.topic(), partition);
                align(new TopicPartition(topic.topic(), partition), reading);
            }
        });
    }

    /** Looks whether Redis still is where it was left: a wiped one is noticed without any traffic. */
    private void probe() {
        if (!redis.connected()) {
            return;
        }
        owned.forEach((partition, reading) -> {
            long asked = reading.position();
            redis.send(Request.cmd(Command.HGET)
                            .arg(new Slot(partition).position())
                            .arg(topic.field()))
                    .onSuccess(answer -> {
                        if (owned.get(partition) != reading) {
                            return;
                        }
                        if (reading.contradicts(stored(answer), asked)) {
                            LOG.infof("redis moved topic=%s partition=%d, reading again", topic.topic(), partition);
                            align(new TopicPartition(topic.topic(), partition), reading);
                        } else {
                            reading.found(System.nanoTime(), settledNanos);
                        }
                    });
        });
    }

    private static long stored(@Nullable Response answer) {
        return answer == null ? BatchEffect.ABSENT : answer.toLong();
    }

    private List<TopicPartition> mine(Collection<TopicPartition> partitions) {
        return partitions.stream().filter(p -> p.topic().equals(topic.topic())).toList();
    }

    private Future<Void> pause() {
        Promise<Void> pause = Promise.promise();
        vertx.setTimer(RETRY_MS, t -> pause.complete());
        return pause.future();
    }
}
