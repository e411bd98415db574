package io.guestchat.platform.audit;

import io.guestchat.platform.audit.Fact.Subject;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.audit.AuditCodec;
import io.guestchat.protocol.audit.AuditRecord;
import io.guestchat.protocol.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic, read whole and appended to, a few times a day: each time with clients of its own, so that nothing is held open in
 * between. It has one partition, which puts all records in one order, and its keys are the subjects of each service.
 */
final class AuditTopic {
    private static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";
    private static final int REQUEST_TIMEOUT_MS = 3_000;
    private static final int TIMEOUT_MS = 8_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final TopicPartition ALL = new TopicPartition(TopicNames.AUDIT, 0);

    private final Map<String, Object> kafka;

    /** @param kafka {@code kafka.*}: the address, and how to log in there */
    AuditTopic(Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /**
     * What it has of a service.
     *
     * @param since from where on records are news
     */
    Told told(String source, long since) {
        Map<Subject, AuditRecord> last = new HashMap<>();
        List<AuditRecord> news = new ArrayList<>();
        long end = readAll(record -> {
            try {
                AuditRecord read = AuditCodec.read(record.value());
                if (read.source().equals(source)) {
                    last.put(Subject.of(read), read);
                    if (record.offset() >= since) {
                        news.add(read);
                    }
                }
            } catch (InvalidValue e) {
                // of a later version
            }
        });
        return new Told(last, news, end);
    }

    /**
     * Gives all records there are now, in their order.
     *
     * @return the offset behind them
     * @throws KafkaException if it cannot be read whole
     */
    long readAll(Consumer<ConsumerRecord<String, byte[]>> each) {
        Map<String, Object> settings = settings(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(ALL));
            consumer.seekToBeginning(List.of(ALL));
            long end = consumer.endOffsets(List.of(ALL)).getOrDefault(ALL, 0L);
            long deadline = System.nanoTime() + Duration.ofMillis(TIMEOUT_MS).toNanos();
            while (consumer.position(ALL) < end) {
                consumer.poll(POLL).forEach(each);
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("not read whole in time");
                }
            }
            return end;
        }
    }

    /**
     * Returns once the log has them.
     *
     * @return the offset behind them
     * @throws KafkaException if it has not, or it is not known
     */
    long append(List<AuditRecord> records) throws InterruptedException {
        Map<String, Object> settings = settings(ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(AuditTopic::record).map(producer::send).toList();
            long end = 0;
            for (Future<RecordMetadata> each : sent) {
                end = each.get().offset() + 1;
            }
            return end;
        } catch (ExecutionException e) {
            throw new KafkaException("not appended", e.getCause());
        }
    }

    private static ProducerRecord<String, byte[]> record(AuditRecord of) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));
        String key = of.source() + "/" + of.type().kind().name().toLowerCase(Locale.ROOT) + "/" + of.subject();
        return new ProducerRecord<>(TopicNames.AUDIT, null, key, AuditCodec.write(of), headers);
    }

    private Map<String, Object> settings(Set<String> known) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(known);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        return settings;
    }
}
