package io.guestchat.session;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.guestchat.protocol.event.EventCodec;
import io.guestchat.protocol.event.EventData;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The topics, from the other services' side: invites are written, sessions are read. */
final class Log {
    private Log() {}

    /** Tells of an active invite behind a fresh link. */
    static Link invite() {
        Link link = Link.fresh();
        tell(link, InviteStatus.ACTIVE);
        return link;
    }

    static void tell(Link link, InviteStatus status) {
        InviteRecord invite = link.record(status);
        write(TopicNames.INVITES, link.id().value(), TopicCodec.write(invite));
    }

    /** The relay tells that something waits for a side, for the first time. */
    static GuestEvent waiting(Link link, Side side) {
        return GuestEvent.of(
                link.id(),
                TenantId.parse("acme"),
                Instant.now(),
                new EventData.MessageWaiting(MemberId.parse("ana"), side));
    }

    static void tell(GuestEvent event) {
        write(TopicNames.EVENTS, event.invite().value(), EventCodec.write(event));
    }

    static void write(String topic, String key, byte @Nullable [] value) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka(), "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get(10, SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every record of a conversation's session, in the log's order; no tombstone. */
    static List<SessionRecord> sessions(ConversationId id) {
        return records(TopicNames.SESSIONS, id.value()).stream()
                .filter(r -> r.value() != null)
                .map(r -> TopicCodec.read(r.value(), SessionRecord.class))
                .toList();
    }

    /** Every record with that key, in the log's order. */
    static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", kafka(), "auto.offset.reset", "earliest", "fetch.max.wait.ms", 10),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, byte[]> r : consumer.poll(Duration.ofMillis(200))) {
                    if (r.key().equals(key)) {
                        found.add(r);
                    }
                }
            }
            return found;
        }
    }

    private static String kafka() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
