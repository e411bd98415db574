package io.guestchat.relay.log;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Commits, as the consumer group's offsets, what has settled of this node's partitions of a topic. Nobody reads from there: it is
 * what a Redis that was wiped, or the node that takes a partition over, is told of; and operators see the lag.
 */
final class Commits {
    private final LogTopic topic;
    private final Map<Integer, PartitionReading> owned;
    private final KafkaClientService kafka;
    /** Of the partitions that this node has; on the polling thread. */
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    Commits(LogTopic topic, Map<Integer, PartitionReading> owned, KafkaClientService kafka) {
        this.topic = topic;
        this.owned = owned;
        this.kafka = kafka;
    }

    /** Of what has not been committed; if it fails, the next time is as good. */
    void commit() {
        if (owned.isEmpty()) {
            return;
        }
        KafkaConsumer<String, byte[]> consumer = kafka.getConsumer(topic.channel());
        consumer.runOnPollingThread(c -> {
                    Map<TopicPartition, OffsetAndMetadata> settled = settled();
                    committed.keySet().retainAll(settled.keySet());
                    settled.entrySet().removeAll(committed.entrySet());
                    if (!settled.isEmpty()) {
                        c.commitAsync(settled, (done, failure) -> {
                            if (failure == null) {
                                committed.putAll(done);
                            }
                        });
                    }
                })
                .subscribe()
                .with(v -> {}, e -> {});
    }

    /** On the polling thread, where partitions are given and taken away. */
    private Map<TopicPartition, OffsetAndMetadata> settled() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        owned.forEach((partition, reading) -> {
            long settled = reading.settled();
            if (settled >= 0) {
                offsets.put(new TopicPartition(topic.topic(), partition), new OffsetAndMetadata(settled));
            }
        });
        return offsets;
    }
}
