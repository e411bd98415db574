package io.guestchat.platform.view;

import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What Kafka says of the topics that views are made from. */
@ApplicationScoped
class TopicStates {
    private static final int REQUEST_TIMEOUT_MS = 4_000;
    /** A call of this admin client may be lost between its two threads, and then never times out by itself (KAFKA-20064). */
    private static final int GIVEN_UP_MS = 5_000;

    private final Partitions partitions;
    private final Context context;
    private final Admin admin;

    /**
     * A topic at one moment.
     *
     * @param id it changes when the topic is deleted and made again
     * @param ends by partition: the offset that the next record will get
     */
    record TopicState(String id, Map<Integer, Long> ends) {}

    /** @param kafka {@code kafka.*}: the address, and how to log in there */
    TopicStates(Vertx vertx, Partitions partitions, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.partitions = partitions;
        this.context = vertx.getOrCreateContext();
        this.admin = LogAdmin.open(kafka, REQUEST_TIMEOUT_MS);
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }

    /** As it is after this call. */
    Future<TopicState> of(String topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.all().forEach(p -> latest.put(new TopicPartition(topic, p), OffsetSpec.latest()));
        Future<Map<String, TopicDescription>> described = Future.fromCompletionStage(
                admin.describeTopics(List.of(topic)).allTopicNames().toCompletionStage(), context);
        Future<Map<TopicPartition, ListOffsetsResultInfo>> ends =
                Future.fromCompletionStage(admin.listOffsets(latest).all().toCompletionStage(), context);
        return Future.all(described, ends)
                .timeout(GIVEN_UP_MS, TimeUnit.MILLISECONDS)
                .map(v -> {
                    Map<Integer, Long> offsets = new HashMap<>();
                    ends.result().forEach((p, end) -> offsets.put(p.partition(), end.offset()));
                    return new TopicState(
                            described
                                    .result()
                                    .values()
                                    .iterator()
                                    .next()
                                    .topicId()
                                    .toString(),
                            offsets);
                });
    }
}
