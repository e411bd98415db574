package io.guestchat.relay.log;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whether the log answers, and has every partition that is configured and no other. */
@ApplicationScoped
public class LogHealth {
    private static final long LOOK_MS = 2_000;

    private final Vertx vertx;
    private final LogEnds ends;
    private volatile boolean reachable;

    LogHealth(Vertx vertx, LogEnds ends) {
        this.vertx = vertx;
        this.ends = ends;
    }

    void started(@Observes StartupEvent event) {
        look();
    }

    public boolean isReachable() {
        return reachable;
    }

    private void look() {
        ends.partitionsAreAsConfigured().onComplete(result -> {
            reachable = result.succeeded() && result.result();
            vertx.setTimer(LOOK_MS, t -> look());
        });
    }
}
