package io.guestchat.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.topic.TopicNames;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Kafka as providers and operators see it. Not thread-safe. */
final class TestLog implements AutoCloseable {
    private static final long PATIENCE_MS = 30_000;
    private static final ConfigResource EVENTS = new ConfigResource(ConfigResource.Type.TOPIC, TopicNames.EVENTS);

    private final Admin admin = Admin.create(kafka());
    private final KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer());
    private final List<TopicPartition> partitions = partitions(TopicNames.EVENTS);
    private final List<JsonObject> events = new ArrayList<>();

    /** Reads from now on. */
    TestLog() {
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }

    /** All that providers have been told of a conversation by now. */
    List<JsonObject> events(TestWorld world) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            consumer.poll(Duration.ofMillis(50)).forEach(r -> events.add(new JsonObject(r.value())));
        }
        return events.stream()
                .filter(e -> e.getString("subject").equals(world.conversation.value()))
                .toList();
    }

    void awaitEvents(TestWorld world, int count) {
        await(() -> assertEquals(count, events(world).size()));
    }

    /** The relay has committed all that the log has: nobody is told of it any more. */
    void awaitAllSettled() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(TopicNames.ENVELOPES));
        String group = ConfigProvider.getConfig().getValue("mp.messaging.incoming.envelopes.group.id", String.class);
        await(() -> {
            var committed = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            ends.forEach((p, end) -> assertTrue(
                    end == 0 || committed.containsKey(p) && committed.get(p).offset() >= end, p::toString));
        });
    }

    /** Whether any event is too large for the topic. */
    void refuseEvents(boolean refuse) {
        ConfigEntry size = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, refuse ? "1" : null);
        AlterConfigOp.OpType what = refuse ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE;
        get(admin.incrementalAlterConfigs(Map.of(EVENTS, List.of(new AlterConfigOp(size, what))))
                .all());
        await(() -> assertEquals(
                refuse,
                get(admin.describeConfigs(List.of(EVENTS)).all())
                        .get(EVENTS)
                        .get(size.name())
                        .value()
                        .equals("1")));
    }

    /** All that a topic has under a key, in its order. */
    static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        try (KafkaConsumer<String, byte[]> reader =
                new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = partitions(topic);
            reader.assign(all);
            reader.seekToBeginning(all);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (all.stream().anyMatch(p -> reader.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, byte[]> next : reader.poll(Duration.ofMillis(200))) {
                    if (next.key().equals(key)) {
                        found.add(next);
                    }
                }
            }
            return found;
        }
    }

    /** Where each partition of a topic ends. */
    static Map<Integer, Long> ends(String topic) {
        try (KafkaConsumer<String, byte[]> reader =
                new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            Map<Integer, Long> ends = new TreeMap<>();
            reader.endOffsets(partitions(topic)).forEach((p, end) -> ends.put(p.partition(), end));
            return ends;
        }
    }

    static void await(Runnable assertions) {
        await(PATIENCE_MS, assertions);
    }

    static void await(long patienceMs, Runnable assertions) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        while (true) {
            try {
                assertions.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, SuiteInfrastructure.PARTITIONS)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
    }

    private static Map<String, Object> kafka() {
        return Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
