package io.guestchat.local;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;

import io.guestchat.protocol.topic.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** The suite's topics with the settings that the services rely on. */
public final class Topics {
    private static final Duration ENVELOPE_RETENTION = Duration.ofDays(15);
    /** A record that lost a race is followed by the one that stands, long before compaction may keep one of them. */
    private static final Duration SETTLED_AFTER = Duration.ofDays(1);
    /**
     * For so long a segment takes records at most, and then Kafka may not wait until enough of the log is dirty: what is to be forgotten
     * would lie there for months. {@code docs/operating/erasure.md} says what follows from it.
     */
    private static final Duration COMPACTED_AFTER = Duration.ofDays(3);

    private static final Duration EVENT_RETENTION = Duration.ofDays(15);
    /** Retention takes whole segments away, when the last record in one is old enough. */
    private static final Duration SEGMENT = Duration.ofDays(1);
    /** Of audit records all are kept for so long, and the last of each subject for good. */
    private static final Duration AUDIT_RETENTION = Duration.ofDays(400);

    private static final long TIMEOUT_SECONDS = 30;

    private Topics() {}

    /**
     * Creates the topics that do not exist yet.
     *
     * @param bootstrap Kafka's {@code host:port[,host:port]}
     * @param partitions of each topic but that of audit records, which has one; fixed for good once created
     * @param replication how many brokers hold each partition; with 3 or more, 2 have to confirm a record
     * @throws LocalFailure when Kafka does not do it, or a topic exists with another number of partitions
     */
    public static void create(String bootstrap, int partitions, short replication) {
        List<NewTopic> topics = topics(partitions, replication);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Set<String> existing = await(admin.listTopics().names(), "list the topics");
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            await(admin.createTopics(missing).all(), "create the topics");
            // Only those: a broker may not have heard yet of what was created a moment ago.
            List<String> before = topics.stream()
                    .map(NewTopic::name)
                    .filter(name -> existing.contains(name) && !name.equals(TopicNames.AUDIT))
                    .toList();
            await(admin.describeTopics(before).allTopicNames(), "describe the topics").values().stream()
                    .filter(topic -> topic.partitions().size() != partitions)
                    .findFirst()
                    .ifPresent(topic -> {
                        throw other(topic, partitions);
                    });
        }
    }

    /**
     * The topics with their settings.
     *
     * @param partitions of each topic but that of audit records, which has one
     * @param replication how many brokers hold each partition; with 3 or more, 2 have to confirm a record
     */
    public static List<NewTopic> topics(int partitions, short replication) {
        Map<String, String> safe = Map.of(
                MIN_IN_SYNC_REPLICAS_CONFIG,
                replication >= 3 ? "2" : "1",
                UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                "false");
        Map<String, String> compacted = Map.of(
                CLEANUP_POLICY_CONFIG,
                CLEANUP_POLICY_COMPACT,
                MIN_COMPACTION_LAG_MS_CONFIG,
                millis(SETTLED_AFTER),
                MAX_COMPACTION_LAG_MS_CONFIG,
                millis(COMPACTED_AFTER));
        Map<String, Map<String, String>> configs = Map.of(
                TopicNames.INVITES, compacted,
                TopicNames.SESSIONS, compacted,
                TopicNames.ACKS, compacted,
                TopicNames.ACTIVITY, compacted,
                TopicNames.PUSH, compacted,
                TopicNames.ENVELOPES,
                        Map.of(
                                RETENTION_MS_CONFIG,
                                millis(ENVELOPE_RETENTION),
                                SEGMENT_MS_CONFIG,
                                millis(SEGMENT),
                                MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                "LogAppendTime"),
                TopicNames.EVENTS,
                        Map.of(RETENTION_MS_CONFIG, millis(EVENT_RETENTION), SEGMENT_MS_CONFIG, millis(SEGMENT)),
                TopicNames.AUDIT,
                        Map.of(
                                CLEANUP_POLICY_CONFIG,
                                CLEANUP_POLICY_COMPACT,
                                MIN_COMPACTION_LAG_MS_CONFIG,
                                millis(AUDIT_RETENTION)));
        return configs.entrySet().stream()
                .map(topic -> {
                    Map<String, String> config = new HashMap<>(safe);
                    config.putAll(topic.getValue());
                    int its = topic.getKey().equals(TopicNames.AUDIT) ? 1 : partitions;
                    return new NewTopic(topic.getKey(), its, replication).configs(config);
                })
                .toList();
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    private static LocalFailure other(TopicDescription topic, int partitions) {
        return new LocalFailure(
                "Topic " + topic.name() + " exists with " + topic.partitions().size() + " partitions, not " + partitions
                        + ": their number never changes. Use another Kafka or data folder.");
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new LocalFailure("Kafka did not " + what + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new LocalFailure("Kafka did not " + what + " within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", e);
        }
    }
}
