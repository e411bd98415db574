package io.guestchat.relay.log;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.relay.RelayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** A reader for each topic, told of what happens on the polling threads. */
@ApplicationScoped
@Unremovable
public class LogReaders {
    private static final long MEASURE_MS = 2_000;

    private final Map<LogTopic, LogReader> readers = new EnumMap<>(LogTopic.class);
    private final List<Long> measuring = new ArrayList<>();
    private final Vertx vertx;

    LogReaders(
            @All List<BatchEffect> effects,
            RedisCommands redis,
            LogEnds ends,
            LogHealth health,
            KafkaClientService kafka,
            Vertx vertx,
            RelayConfig config,
            MeterRegistry metrics) {
        this.vertx = vertx;
        for (BatchEffect effect : effects) {
            LogReader reader = new LogReader(
                    effect, redis, ends, health, kafka, vertx, config.waiting().settled());
            LogMeters meters = new LogMeters(effect.topic(), reader, metrics);
            measuring.add(vertx.setPeriodic(MEASURE_MS, t -> {
                long asked = System.currentTimeMillis();
                ends.ends().onSuccess(end -> meters.ended(end, asked));
                ends.starts().onSuccess(reader::overtaken);
            }));
            readers.put(effect.topic(), reader);
        }
    }

    @PreDestroy
    void close() {
        measuring.forEach(vertx::cancelTimer);
        readers.values().forEach(LogReader::close);
    }

    public LogReader of(LogTopic topic) {
        LogReader reader = readers.get(topic);
        if (reader == null) {
            throw new IllegalStateException("nobody applies " + topic);
        }
        return reader;
    }

    /** Whether Redis holds what was made from this log, as far as this node's partitions go. False until an operator looks. */
    public boolean areOfThisLog() {
        return readers.values().stream().allMatch(LogReader::isOfThisLog);
    }

    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        readers.values().forEach(r -> r.assigned(consumer, partitions));
    }

    void revoked(Collection<TopicPartition> partitions) {
        readers.values().forEach(r -> r.revoked(partitions));
    }

    void polled(ConsumerRecords<?, ?> batch) {
        readers.values().forEach(r -> r.polled(batch));
    }
}
