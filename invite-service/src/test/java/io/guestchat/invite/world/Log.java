package io.guestchat.invite.world;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics, as another process writes and reads them. */
public final class Log {
    private Log() {}

    public static void write(InviteRecord... records) {
        for (InviteRecord record : records) {
            append(TopicNames.INVITES, record.inviteId().value(), TopicCodec.write(record));
        }
    }

    public static void write(SessionRecord record) {
        append(TopicNames.SESSIONS, record.conversationId().value(), TopicCodec.write(record));
    }

    /** Every record that the log of invites has of this one, oldest first. */
    public static List<InviteRecord> of(String inviteId) {
        return values(inviteId).stream()
                .flatMap(Optional::stream)
                .map(value -> TopicCodec.read(value, InviteRecord.class))
                .toList();
    }

    /** Whether a tombstone is the last that the log says of this invite. */
    public static boolean isForgotten(String inviteId) {
        List<Optional<byte[]>> values = values(inviteId);
        return !values.isEmpty() && values.getLast().isEmpty();
    }

    /** The headers of each record that the log of invites has of this one, oldest first. */
    public static List<Headers> headers(String inviteId) {
        return records(inviteId).stream().map(ConsumerRecord::headers).toList();
    }

    private static List<Optional<byte[]>> values(String inviteId) {
        return records(inviteId).stream()
                .map(record -> Optional.ofNullable(record.value()))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> records(String inviteId) {
        Map<String, Object> config = Map.of("bootstrap.servers", SuiteInfrastructure.kafka());
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(TopicNames.INVITES).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key().equals(inviteId)) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }

    private static void append(String topic, String key, byte[] value) {
        Map<String, Object> config = Map.of("bootstrap.servers", SuiteInfrastructure.kafka());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
