package io.guestchat.session.view;

import io.guestchat.platform.view.LogUnavailable;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the two topics end: what a view must have applied to be believed when an invite is given away for good. One question to
 * Kafka for all partitions is on its way at a time; whoever asks meanwhile shares the next one, so that every answer was read
 * after it was asked for.
 */
@ApplicationScoped
public class LogEnds {
    private static final int TIMEOUT_MS = 3_000;

    /** The last offset of each topic in a partition; -1 for an empty one. */
    public record Ends(long invites, long sessions) {}

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    private boolean asking;
    private @Nullable Promise<Map<TopicPartition, ListOffsetsResultInfo>> next;

    LogEnds(@Identifier("default-kafka-broker") Map<String, Object> kafka, Partitions partitions) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.keySet().retainAll(AdminClientConfig.configNames());
        this.admin = Admin.create(config);
        for (int p = 0; p < partitions.count(); p++) {
            question.put(new TopicPartition(TopicNames.INVITES, p), OffsetSpec.latest());
            question.put(new TopicPartition(TopicNames.SESSIONS, p), OffsetSpec.latest());
        }
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }

    /** The ends as they are now, or later. Fails with {@link LogUnavailable} while Kafka is away. */
    public Future<Ends> now(int partition) {
        return ask().map(all -> new Ends(
                last(all, new TopicPartition(TopicNames.INVITES, partition)),
                last(all, new TopicPartition(TopicNames.SESSIONS, partition))));
    }

    private static long last(Map<TopicPartition, ListOffsetsResultInfo> all, TopicPartition p) {
        return Objects.requireNonNull(all.get(p)).offset() - 1;
    }

    private synchronized Future<Map<TopicPartition, ListOffsetsResultInfo>> ask() {
        if (next == null) {
            next = Promise.promise();
        }
        var answer = next.future();
        if (!asking) {
            send();
        }
        return answer;
    }

    private synchronized void send() {
        Promise<Map<TopicPartition, ListOffsetsResultInfo>> waiting = next;
        next = null;
        asking = waiting != null;
        if (waiting != null) {
            admin.listOffsets(question).all().whenComplete((ends, e) -> {
                send();
                if (e == null) {
                    waiting.complete(ends);
                } else {
                    waiting.fail(new LogUnavailable(e));
                }
            });
        }
    }
}
