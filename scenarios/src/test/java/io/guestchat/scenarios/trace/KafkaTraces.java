package io.guestchat.scenarios.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every record of every topic, from the first that is kept to the last when asked. */
public final class KafkaTraces {
    private KafkaTraces() {}

    /** Keys, values and headers. */
    public static List<Trace> read(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .collect(Collectors.toSet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<Trace> traces = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> add(traces, found));
            }
            return traces;
        }
    }

    private static void add(List<Trace> traces, ConsumerRecord<byte[], byte[]> found) {
        String where = "%s-%d@%d".formatted(found.topic(), found.partition(), found.offset());
        if (found.key() != null) {
            traces.add(new Trace(where + " key", found.key()));
        }
        if (found.value() != null) {
            traces.add(new Trace(where + " value", found.value()));
        }
        found.headers().forEach(header -> {
            traces.add(Trace.of(where + " header", header.key()));
            if (header.value() != null) {
                traces.add(new Trace(where + " header " + header.key(), header.value()));
            }
        });
    }
}
