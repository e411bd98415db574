package io.guestchat.relay.log;

import io.guestchat.platform.view.LogAdmin;
import io.guestchat.platform.view.Partitions;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;

/** Where the log begins and ends, and what its groups have committed, in one request for all partitions. */
@ApplicationScoped
public class LogEnds {
    private static final int REQUEST_TIMEOUT_MS = 4_000;
    /**
     * How long each attempt may take (ms). The admin client keeps a partition's leader until a call to it has timed out
     * (KAFKA-20673): the first attempt finds out that it is gone, the second is for who is merely slow.
     */
    private static final int[] ATTEMPTS_MS = {1_000, 3_000};
    /** A call of this admin client may be lost between its two threads, and then never times out by itself (KAFKA-20064). */
    private static final int GRACE_MS = 500;

    private static final long SHARED_MS = 50;

    private final Partitions partitions;
    private final Admin admin;
    private final Context context;
    private final Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    private final Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    private final Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
    private final SharedRead<Offsets> starts;
    private final SharedRead<Offsets> ends;
    private final SharedRead<Offsets> committed;

    /** @param kafka {@code kafka.*}: the address, and how to log in there */
    LogEnds(
            Vertx vertx,
            Partitions partitions,
            Config config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.partitions = partitions;
        this.context = vertx.getOrCreateContext();
        this.admin = LogAdmin.open(kafka, REQUEST_TIMEOUT_MS);
        for (LogTopic topic : LogTopic.values()) {
            groups.put(
                    config.getValue("mp.messaging.incoming." + topic.channel() + ".group.id", String.class),
                    new ListConsumerGroupOffsetsSpec());
            for (int p = 0; p < partitions.count(); p++) {
                earliest.put(new TopicPartition(topic.topic(), p), OffsetSpec.earliest());
                latest.put(new TopicPartition(topic.topic(), p), OffsetSpec.latest());
            }
        }
        this.starts = new SharedRead<>(vertx, Duration.ofMillis(SHARED_MS), () -> read(earliest));
        this.ends = new SharedRead<>(vertx, Duration.ofMillis(SHARED_MS), () -> read(latest));
        this.committed = new SharedRead<>(vertx, Duration.ofMillis(SHARED_MS), this::readCommitted);
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }

    /** First offsets that the log still has. */
    public Future<Offsets> starts() {
        return starts.get();
    }

    /** Offsets that the next records will get, read after this call; callers of the same moment share the request. */
    public Future<Offsets> ends() {
        return ends.get();
    }

    /** What the groups have committed, zero where nothing; never a place to read from. */
    Future<Offsets> committed() {
        return committed.get();
    }

    /** The topics as they are now, by their names. */
    Future<Map<String, TopicDescription>> topics() {
        List<String> names =
                Arrays.stream(LogTopic.values()).map(LogTopic::topic).toList();
        return Future.fromCompletionStage(
                admin.describeTopics(names).allTopicNames().toCompletionStage(), context);
    }

    private Future<Offsets> readCommitted() {
        return ask(timeout -> admin.listConsumerGroupOffsets(
                                groups, new ListConsumerGroupOffsetsOptions().timeoutMs(timeout))
                        .all())
                .map(found -> {
                    Map<TopicPartition, Long> offsets = new HashMap<>();
                    latest.keySet().forEach(p -> offsets.put(p, 0L));
                    found.values()
                            .forEach(group -> group.forEach((p, at) -> offsets.put(p, at == null ? 0 : at.offset())));
                    return new Offsets(offsets);
                });
    }

    private Future<Offsets> read(Map<TopicPartition, OffsetSpec> spec) {
        return ask(timeout -> admin.listOffsets(spec, new ListOffsetsOptions().timeoutMs(timeout))
                        .all())
                .map(found -> {
                    Map<TopicPartition, Long> offsets = new HashMap<>();
                    found.forEach((p, info) -> offsets.put(p, info.offset()));
                    return new Offsets(offsets);
                });
    }

    /** @param call with the time (ms) that it may take */
    private <T> Future<T> ask(IntFunction<KafkaFuture<T>> call) {
        Future<T> asked = attempt(call, ATTEMPTS_MS[0]);
        for (int i = 1; i < ATTEMPTS_MS.length; i++) {
            int next = ATTEMPTS_MS[i];
            asked = asked.recover(e -> attempt(call, next));
        }
        return asked;
    }

    private <T> Future<T> attempt(IntFunction<KafkaFuture<T>> call, int timeoutMs) {
        return Future.fromCompletionStage(call.apply(timeoutMs).toCompletionStage(), context)
                .timeout(timeoutMs + GRACE_MS, TimeUnit.MILLISECONDS);
    }
}
