package io.guestchat.relay.log;

import io.vertx.redis.client.Response;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** An offset for every partition of every topic that the relay reads. */
public final class Offsets {
    private final Map<TopicPartition, Long> offsets;

    Offsets(Map<TopicPartition, Long> offsets) {
        this.offsets = offsets;
    }

    public long of(LogTopic topic, int partition) {
        Long offset = offsets.get(new TopicPartition(topic.topic(), partition));
        if (offset == null) {
            throw new IllegalStateException("no such partition: " + topic.topic() + " " + partition);
        }
        return offset;
    }

    /** @param positions the answer to {@link Slot#readPositions} */
    boolean isReachedBy(int partition, Set<LogTopic> topics, Response positions) {
        for (LogTopic topic : topics) {
            Response position = positions.get(topic.ordinal());
            if (position == null || position.toLong() < of(topic, partition)) {
                return false;
            }
        }
        return true;
    }
}
