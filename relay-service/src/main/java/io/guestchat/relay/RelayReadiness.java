package io.guestchat.relay;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.redis.RedisSubscriber;
import io.guestchat.relay.connection.Connections;
import io.guestchat.relay.log.FirstCatchUp;
import io.guestchat.relay.log.LogHealth;
import io.guestchat.relay.log.LogReaders;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready for new connections: Redis and the log answer, the topics are what they were when the view was made, it has been whole since the
 * node started, and the node is not going. Nothing here holds up what is applied, nor who applies it.
 */
@Readiness
@ApplicationScoped
class RelayReadiness implements HealthCheck {
    private final RedisCommands redis;
    private final RedisSubscriber subscriber;
    private final LogHealth log;
    private final LogReaders readers;
    private final FirstCatchUp view;
    private final Connections connections;

    RelayReadiness(
            RedisCommands redis,
            RedisSubscriber subscriber,
            LogHealth log,
            LogReaders readers,
            FirstCatchUp view,
            Connections connections) {
        this.redis = redis;
        this.subscriber = subscriber;
        this.log = log;
        this.readers = readers;
        this.view = view;
        this.connections = connections;
    }

    @Override
    public HealthCheckResponse call() {
        boolean ofThisLog = log.isAsKnown() && readers.areOfThisLog();
        boolean redisUp = redis.connected() && subscriber.connected();
        return HealthCheckResponse.named("relay")
                .withData("redis", redisUp)
                .withData("log", log.isReachable())
                .withData("view-of-this-log", ofThisLog)
                .withData("view-caught-up", view.isDone())
                .withData("draining", connections.isDraining())
                .status(redisUp && log.isReachable() && ofThisLog && view.isDone() && !connections.isDraining())
                .build();
    }
}
