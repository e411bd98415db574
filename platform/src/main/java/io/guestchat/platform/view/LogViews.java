package io.guestchat.platform.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.telemetry.trace.Traces;
import io.quarkus.arc.Unremovable;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Makes the views of a service. */
@ApplicationScoped
@Unremovable
public class LogViews {
    private final Partitions partitions;
    private final RedisCommands redis;
    private final KafkaClientService kafka;
    private final TopicStates topics;
    private final Vertx vertx;
    private final Traces traces;
    private final List<LogView> views = new CopyOnWriteArrayList<>();

    LogViews(
            Partitions partitions,
            RedisCommands redis,
            KafkaClientService kafka,
            TopicStates topics,
            Vertx vertx,
            Traces traces) {
        this.partitions = partitions;
        this.redis = redis;
        this.kafka = kafka;
        this.topics = topics;
        this.vertx = vertx;
        this.traces = traces;
    }

    LogView of(String topic, String channel, String prefix, LuaScript script, TopicView definition) {
        LogView view = new LogView(
                topic, channel, prefix, script, definition, partitions, redis, kafka, topics, vertx, traces);
        views.add(view);
        return view;
    }

    /** Those that were made so far. */
    public List<LogView> all() {
        return List.copyOf(views);
    }

    /** Whether Redis holds what was made from these logs, as far as is known. False until an operator looks. */
    public boolean areOfThisLog() {
        return views.stream().allMatch(LogView::isOfThisLog);
    }

    @PreDestroy
    void close() {
        views.forEach(LogView::close);
    }

    void polled(ConsumerRecords<?, ?> batch) {
        views.forEach(view -> view.polled(batch));
    }
}
