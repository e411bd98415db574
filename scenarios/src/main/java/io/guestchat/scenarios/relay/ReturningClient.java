package io.guestchat.scenarios.relay;

import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A device that comes back, and stores and acknowledges what has waited for it. */
public final class ReturningClient implements AutoCloseable {
    private static final Habits AT_REST = new Habits(Duration.ofSeconds(1), 0, Duration.ofMinutes(5));

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Map<ConversationId, List<Long>> came = new ConcurrentHashMap<>();

    /** Connects, again and again until it is let in. */
    public ReturningClient(List<URI> relays, Credential credential, List<ConversationId> conversations) {
        DurableClient.World world = new DurableClient.World(vertx, RelaySocket.client(vertx), relays, new Random(1));
        Journal journal = new Journal() {
            @Override
            public void ready(RelayFrame.Ready frame) {
                ready.countDown();
            }

            @Override
            public void delivered(RelayFrame.Deliver envelope) {
                came.computeIfAbsent(envelope.conversation(), id -> new ArrayList<>())
                        .add(envelope.n());
            }
        };
        DurableClient device = new DurableClient(world, credential, conversations, AT_REST, journal);
        vertx.runOnContext(v -> device.start());
    }

    /**
     * Waits until it has been told how things stand.
     *
     * @throws IllegalStateException when that takes longer
     */
    public void awaitReady(Duration within) {
        try {
            if (!ready.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("not ready within " + within);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For each conversation the n of what was delivered, in that order. */
    public Map<ConversationId, List<Long>> came() {
        return came;
    }

    @Override
    public void close() {
        vertx.close();
    }
}
