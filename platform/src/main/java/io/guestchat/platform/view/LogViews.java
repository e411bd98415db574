package io.guestchat.platform.view;

import io.guestchat.platform.redis.RedisCommands;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the views of a service. */
@ApplicationScoped
public class LogViews {
    private final Partitions partitions;
    private final RedisCommands redis;
    private final KafkaClientService kafka;
    private final Vertx vertx;

    LogViews(Partitions partitions, RedisCommands redis, KafkaClientService kafka, Vertx vertx) {
        this.partitions = partitions;
        this.redis = redis;
        this.kafka = kafka;
        this.vertx = vertx;
    }

    /**
     * A view.
     *
     * @param topic   what it is a view of
     * @param channel the incoming channel that reads the topic
     * @param prefix  of all its keys, the service's own, e.g. {@code session:invites}
     */
    public LogView of(String topic, String channel, String prefix, ViewScript definition) {
        return new LogView(topic, channel, prefix, definition, partitions, redis, kafka, vertx);
    }
}
