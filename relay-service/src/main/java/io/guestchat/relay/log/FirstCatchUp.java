package io.guestchat.relay.log;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;

/**
 * Whether the view, whoever applies it, has had all of the log once since this node started: before that, nobody who connects here would
 * be let in. What comes later is no concern of it: a view that falls behind does so for all nodes, and there is none to send people to.
 */
@ApplicationScoped
public class FirstCatchUp {
    private static final long PAUSE_MS = 200;
    /** Longer than a look takes: however one ends, or does not, there is a next one. */
    private static final long LOOK_MS = 15_000;

    private final Vertx vertx;
    private final ViewBarrier barrier;
    private volatile boolean done;

    FirstCatchUp(Vertx vertx, ViewBarrier barrier) {
        this.vertx = vertx;
        this.barrier = barrier;
    }

    void started(@Observes StartupEvent event) {
        look();
    }

    /** True for good once it is. */
    public boolean isDone() {
        return done;
    }

    private void look() {
        barrier.awaitAll()
                .timeout(LOOK_MS, TimeUnit.MILLISECONDS)
                .onSuccess(view -> done = true)
                .onFailure(e -> vertx.setTimer(PAUSE_MS, t -> look()));
    }
}
