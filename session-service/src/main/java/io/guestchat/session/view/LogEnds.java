package io.guestchat.session.view;

import io.guestchat.platform.view.LogAdmin;
import io.guestchat.platform.view.LogUnavailable;
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
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the topics end: what a view must have applied to be believed when an invite is given away, or a conversation ended, for
 * good. One question to Kafka is on its way at a time; whoever asks meanwhile shares the next one, so that every answer was read
 * after it was asked for.
 */
@ApplicationScoped
public class LogEnds {
    private static final int TIMEOUT_MS = 3_000;

    /** The last offset of each topic in a partition; -1 for an empty one. */
    public record Ends(long invites, long sessions) {}

    /** What several ask together. */
    private record Question(
            Map<TopicPartition, OffsetSpec> about, Promise<Map<TopicPartition, ListOffsetsResultInfo>> answer) {}

    private final Admin admin;
    private boolean asking;
    private Question next = question();

    LogEnds(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.admin = LogAdmin.open(kafka, TIMEOUT_MS);
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }

    /** The ends as they are now, or later. Fails with {@link LogUnavailable} while Kafka is away. */
    public Future<Ends> now(int partition) {
        TopicPartition invites = new TopicPartition(TopicNames.INVITES, partition);
        TopicPartition sessions = new TopicPartition(TopicNames.SESSIONS, partition);
        return ask(invites, sessions).map(all -> new Ends(last(all, invites), last(all, sessions)));
    }

    /** The last offset of guestchat.activity as it is now, or later. Fails like {@link #now}. */
    Future<Long> activity(int partition) {
        TopicPartition activity = new TopicPartition(TopicNames.ACTIVITY, partition);
        return ask(activity).map(all -> last(all, activity));
    }

    private static long last(Map<TopicPartition, ListOffsetsResultInfo> all, TopicPartition p) {
        return Objects.requireNonNull(all.get(p)).offset() - 1;
    }

    private synchronized Future<Map<TopicPartition, ListOffsetsResultInfo>> ask(TopicPartition... about) {
        var answer = next.answer().future();
        for (TopicPartition p : about) {
            next.about().put(p, OffsetSpec.latest());
        }
        if (!asking) {
            send();
        }
        return answer;
    }

    private synchronized void send() {
        Question waiting = next;
        next = question();
        asking = !waiting.about().isEmpty();
        if (asking) {
            admin.listOffsets(waiting.about()).all().whenComplete((ends, e) -> {
                send();
                if (e == null) {
                    waiting.answer().complete(ends);
                } else {
                    waiting.answer().fail(new LogUnavailable(e));
                }
            });
        }
    }

    private static Question question() {
        return new Question(new HashMap<>(), Promise.promise());
    }
}
