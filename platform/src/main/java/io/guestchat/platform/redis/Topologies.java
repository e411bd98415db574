package io.guestchat.platform.redis;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topology as configured, shared by commands and subscriptions. */
@Dependent
class Topologies {
    @Produces
    @Singleton
    Topology topology(Vertx vertx, RedisConfig config) {
        Topology topology = of(vertx, config);
        topology.open();
        return topology;
    }

    void close(@Disposes Topology topology) {
        topology.close();
    }

    static Topology of(Vertx vertx, RedisConfig config) {
        return switch (config.mode()) {
            case SINGLE -> {
                if (config.url().size() > 1) {
                    throw new IllegalArgumentException(
                            "guestchat.redis.url names several, guestchat.redis.mode says single");
                }
                yield new FixedTopology(config.url().getFirst());
            }
            case CLUSTER -> new ClusterTopology(vertx, config.url());
        };
    }
}
