package io.guestchat.scenarios.load;

import io.guestchat.scenarios.stage.RelayNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A yardstick: the broker of the run, and Kafka's own clients with their defaults, all replicas confirming. From when a record was to be
 * produced to when a consumer has it: no relay can be quicker than its log.
 */
final class KafkaYardstick {
    /** What a payload is in the relay's log. */
    private static final int VALUE_BYTES = 360;

    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

    private static final long UNMEASURED = Long.MIN_VALUE;

    private KafkaYardstick() {}

    /**
     * Produces and consumes.
     *
     * @param rate records a second
     * @param warmUp not measured
     * @return the latencies in microseconds
     */
    static Histogram run(String bootstrapServers, double rate, Duration warmUp, Duration measured) {
        String topic = "yardstick-" + System.currentTimeMillis();
        List<TopicPartition> partitions = IntStream.range(0, RelayNode.PARTITIONS)
                .mapToObj(i -> new TopicPartition(topic, i))
                .toList();
        long unmeasured = (long) (warmUp.toNanos() / 1e9 * rate);
        long records = unmeasured + (long) (measured.toNanos() / 1e9 * rate);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                var threads = Executors.newSingleThreadExecutor()) {
            admin.createTopics(List.of(new NewTopic(topic, RelayNode.PARTITIONS, (short) 1)))
                    .all()
                    .get();
            CompletableFuture<Void> listening = new CompletableFuture<>();
            var consumed = threads.submit(() -> consume(bootstrapServers, partitions, records, listening));
            listening.get();
            produce(bootstrapServers, topic, rate, records, unmeasured);
            Histogram latency = consumed.get();
            admin.deleteTopics(List.of(topic)).all().get();
            return latency;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void produce(String bootstrapServers, String topic, double rate, long records, long unmeasured) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (long i = 0; i < records; i++) {
                long at = start + (long) (i * 1e9 / rate);
                for (long now = System.nanoTime(); now < at; now = System.nanoTime()) {
                    LockSupport.parkNanos(at - now);
                }
                byte[] value = new byte[VALUE_BYTES];
                ByteBuffer.wrap(value).putLong(i < unmeasured ? UNMEASURED : at);
                producer.send(new ProducerRecord<>(topic, (int) (i % RelayNode.PARTITIONS), null, value));
            }
        }
    }

    private static Histogram consume(
            String bootstrapServers, List<TopicPartition> partitions, long records, CompletableFuture<Void> listening) {
        Histogram latency = new Histogram(LONGEST_MICROS, 3);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            partitions.forEach(consumer::position);
            listening.complete(null);
            long seen = 0;
            while (seen < records) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    seen++;
                    long at = ByteBuffer.wrap(record.value()).getLong();
                    if (at != UNMEASURED) {
                        latency.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - at) / 1_000));
                    }
                }
            }
        } catch (RuntimeException e) {
            listening.completeExceptionally(e);
            throw e;
        }
        return latency;
    }
}
