package io.guestchat.platform.view;

import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells a view which partitions are this node's to apply: a bean with the {@code Identifier} that the view's channel has as {@code
 * consumer-rebalance-listener.name}.
 */
public interface ViewAssignment extends KafkaConsumerRebalanceListener {
    LogView view();

    @Override
    default void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view().assigned(consumer, partitions);
    }

    @Override
    default void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view().revoked(partitions);
    }
}
