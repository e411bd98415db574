package io.guestchat.platform.view;

import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells the views of each batch as it is polled, on the polling thread, where seeks happen too: the order of the two is
 * certain there, and nowhere else. To be named in {@code interceptor.classes} of each view's channel; a view whose channel
 * does not name it applies nothing.
 */
public final class PollObserver implements ConsumerInterceptor<String, byte[]> {
    private @Nullable LogViews views;

    @Override
    public void configure(Map<String, ?> configs) {
        views = CDI.current().select(LogViews.class).get();
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        if (views != null) {
            views.polled(records);
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nothing is ever committed
    }

    @Override
    public void close() {
        // holds nothing
    }
}
