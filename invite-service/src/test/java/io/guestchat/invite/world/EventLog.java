package io.guestchat.invite.world;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of events, as a provider reads it. */
public final class EventLog {
    private EventLog() {}

    /** All events of an invite, oldest first, read by another implementation of CloudEvents. */
    public static List<CloudEvent> of(String inviteId) {
        return of(List.of(inviteId)).getOrDefault(inviteId, List.of());
    }

    /** The same of many invites, by their ids. */
    public static Map<String, List<CloudEvent>> of(Collection<String> inviteIds) {
        return records(inviteIds, new CloudEventDeserializer()).stream()
                .collect(groupingBy(ConsumerRecord::key, mapping(ConsumerRecord::value, toList())));
    }

    /** The same as text. */
    public static List<String> textOf(String inviteId) {
        return records(List.of(inviteId), new ByteArrayDeserializer()).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static <T> List<ConsumerRecord<String, T>> records(
            Collection<String> inviteIds, Deserializer<T> deserializer) {
        Map<String, Object> config = Map.of("bootstrap.servers", SuiteInfrastructure.kafka());
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), deserializer)) {
            List<TopicPartition> all = consumer.partitionsFor(TopicNames.EVENTS).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            List<ConsumerRecord<String, T>> found = new ArrayList<>();
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, T> record : consumer.poll(Duration.ofMillis(100))) {
                    if (inviteIds.contains(record.key())) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }
}
