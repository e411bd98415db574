package io.guestchat.relay.log;

import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells the readers of each batch as it is polled, on the polling thread, where seeks happen too: the order of the two is
 * certain there, and nowhere else.
 */
public final class PollObserver implements ConsumerInterceptor<String, byte[]> {
    private @Nullable LogReaders readers;

    @Override
    public void configure(Map<String, ?> configs) {
        readers = CDI.current().select(LogReaders.class).get();
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        if (readers != null) {
            readers.polled(records);
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nobody reads from there
    }

    @Override
    public void close() {
        // holds nothing
    }
}
