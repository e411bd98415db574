package io.guestchat.scenarios.relay;

import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A member's or guest's device: connects to any relay whenever it is not connected, sends what is in its outbox until that is
 * accepted, stores and acknowledges what comes. Everything happens on one event loop.
 */
public final class DurableClient {
    private static final Duration READY_WITHIN = Duration.ofSeconds(12);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int LONGEST_BACKOFF_MS = 2_000;

    /**
     * What all clients of an event loop share.
     *
     * @param relays each as good as any other
     * @param random also the order of their choices
     */
    public record World(Vertx vertx, WebSocketClient sockets, List<URI> relays, RandomGenerator random) {}

    private final World world;
    private final Credential credential;
    private final Habits habits;
    private final Journal journal;
    private final Map<ConversationId, Correspondence> correspondences = new LinkedHashMap<>();
    private @Nullable RelaySocket socket;
    private boolean ready;
    private boolean running;
    private long openedAt;
    private int failures;

    public DurableClient(
            World world,
            Credential credential,
            Collection<ConversationId> conversations,
            Habits habits,
            Journal journal) {
        this.world = world;
        this.credential = credential;
        this.habits = habits;
        this.journal = journal;
        conversations.forEach(id -> correspondences.put(id, new Correspondence(id)));
    }

    /** Connects, and stays connected until {@link #stop}. */
    public void start() {
        running = true;
        world.vertx().setPeriodic(1 + delay(LOOK_EVERY), LOOK_EVERY.toMillis(), this::look);
        connect();
    }

    /** Ends the connection in order, for good. */
    public void stop() {
        running = false;
        leave(true, 1000);
    }

    /** The application says something. */
    public void say(ConversationId conversation, Kind kind, String payload) {
        Correspondence correspondence = of(conversation);
        journal.composed(conversation, correspondence.compose(kind, payload));
        pump(correspondence);
    }

    /**
     * Leaves the connection, and opens another.
     *
     * @param inOrder whether the relay is told
     */
    public void reconnect(boolean inOrder) {
        if (socket != null) {
            leave(inOrder, inOrder ? 1000 : 0);
            again(delay(Duration.ofMillis(300)));
        }
    }

    /** Whether {@code ready} has come on the present socket. */
    public boolean isReady() {
        return ready;
    }

    /** Whether all that was said is accepted, and acknowledged by the peers. */
    public boolean isSettled() {
        return correspondences.values().stream().allMatch(each -> each.waiting() == 0 && each.allDelivered());
    }

    /** Rises with everything that is accepted, stored, or acknowledged by a peer, and with nothing else. */
    public long progress() {
        return correspondences.values().stream()
                .mapToLong(Correspondence::progress)
                .sum();
    }

    /** What was said in a conversation and is not accepted yet. */
    public int waiting(ConversationId conversation) {
        return of(conversation).waiting();
    }

    // --- the connection

    private void connect() {
        if (!running || socket != null) {
            return;
        }
        URI relay = world.relays().get(world.random().nextInt(world.relays().size()));
        openedAt = System.nanoTime();
        journal.connecting(relay);
        socket = RelaySocket.open(world.vertx(), world.sockets(), relay, credential, new RelaySocket.Listener() {
            @Override
            public void received(RelayFrame frame) {
                DurableClient.this.received(frame);
            }

            @Override
            public void closed(int code) {
                DurableClient.this.closed(code);
            }
        });
    }

    private void closed(int code) {
        journal.closed(code);
        ended();
        again(pauseAfter(code));
    }

    /** As the codes ask: spread after a restart, later when a dependency is away, with growing pauses after failures. */
    private long pauseAfter(int code) {
        failures++;
        return switch (code) {
            case 1012 -> delay(Duration.ofSeconds(1));
            case 1013, 4409 -> 300 + delay(Duration.ofSeconds(1));
            default -> delay(Duration.ofMillis(Math.min(LONGEST_BACKOFF_MS, 100L << Math.min(failures, 6))));
        };
    }

    private void leave(boolean inOrder, int code) {
        RelaySocket left = socket;
        if (left == null) {
            return;
        }
        journal.closed(code);
        ended();
        if (inOrder) {
            left.close();
        } else {
            left.abandon();
        }
    }

    private void ended() {
        socket = null;
        ready = false;
        correspondences.values().forEach(Correspondence::socketEnded);
    }

    private void again(long delayMs) {
        world.vertx().setTimer(1 + delayMs, t -> connect());
    }

    /** A relay that says nothing, or does not answer, is left for another. */
    private void look(long timer) {
        if (!running) {
            world.vertx().cancelTimer(timer);
            return;
        }
        if (socket == null) {
            return;
        }
        long now = System.nanoTime();
        boolean late = !ready && now - openedAt > READY_WITHIN.toNanos();
        boolean unanswered = ready
                && correspondences.values().stream()
                        .anyMatch(each -> now - each.waitingSince(now)
                                > habits.unanswered().toNanos());
        if (late || unanswered) {
            leave(false, 0);
            again(delay(Duration.ofMillis(300)));
        }
    }

    // --- what comes

    private void received(RelayFrame frame) {
        switch (frame) {
            case RelayFrame.Ready arrived -> ready(arrived);
            case RelayFrame.Accepted accepted -> accepted(accepted);
            case RelayFrame.Deliver envelope -> deliver(envelope);
            case RelayFrame.Delivered delivered -> {
                journal.ticked(delivered.conversation(), delivered.n());
                find(delivered.conversation()).ifPresent(each -> each.delivered(delivered.n()));
            }
            case RelayFrame.Error error -> refused(error);
            case RelayFrame.Challenge c -> {
                // answered by the socket
            }
            case RelayFrame.Signal s -> {
                // never promised
            }
            case RelayFrame.Presence p -> {
                // never promised
            }
            case RelayFrame.Conversation c -> {
                // of no conversation that is watched
            }
            case RelayFrame.Alert a -> {
                // nobody tries these links
            }
        }
    }

    private void ready(RelayFrame.Ready arrived) {
        journal.ready(arrived);
        ready = true;
        failures = 0;
        for (RelayFrame.Position position : arrived.conversations()) {
            find(position.id()).ifPresent(correspondence -> {
                correspondence.ready(position, System.nanoTime());
                pump(correspondence);
            });
        }
    }

    private void accepted(RelayFrame.Accepted accepted) {
        journal.accepted(accepted.conversation(), accepted.n());
        find(accepted.conversation()).ifPresent(correspondence -> {
            correspondence.accepted(accepted.n(), System.nanoTime());
            pump(correspondence);
        });
    }

    private void deliver(RelayFrame.Deliver envelope) {
        journal.delivered(envelope);
        find(envelope.conversation()).ifPresent(correspondence -> store(correspondence, envelope));
    }

    private void store(Correspondence correspondence, RelayFrame.Deliver envelope) {
        if (correspondence.store(envelope.seq())) {
            journal.presented(envelope);
        }
        if (correspondence.startAcknowledging()) {
            world.vertx().setTimer(1 + delay(habits.storing()), t -> acknowledge(correspondence));
        }
    }

    private void acknowledge(Correspondence correspondence) {
        long seq = correspondence.acknowledge();
        if (seq > 0 && socket != null) {
            journal.acked(correspondence.id(), seq);
            socket.send(new ClientFrame.Ack(correspondence.id(), seq));
        }
    }

    private void refused(RelayFrame.Error error) {
        journal.refused(error);
        ConversationId id = error.conversation();
        Long n = error.n();
        if (id == null || n == null) {
            return;
        }
        find(id).filter(correspondence -> correspondence.refuse(error, n)).ifPresent(correspondence -> {
            long retryAfter = error.retryAfter() == null ? 0 : error.retryAfter() * 1_000;
            world.vertx().setTimer(100 + retryAfter + delay(Duration.ofMillis(400)), t -> {
                correspondence.tryAgain();
                pump(correspondence);
            });
        });
    }

    // --- sending

    private void pump(Correspondence correspondence) {
        RelaySocket open = socket;
        if (open == null || !ready) {
            return;
        }
        for (Outgoing next = correspondence.take(System.nanoTime());
                next != null;
                next = correspondence.take(System.nanoTime())) {
            send(open, correspondence.id(), next);
            if (world.random().nextDouble() < habits.repeats()) {
                send(open, correspondence.id(), next);
            }
        }
    }

    private void send(RelaySocket open, ConversationId conversation, Outgoing outgoing) {
        journal.sent(conversation, outgoing);
        open.send(new ClientFrame.Send(conversation, outgoing.n(), outgoing.kind(), outgoing.payload()));
    }

    /** Of others there may be something to hear; they are left alone. */
    private Optional<Correspondence> find(ConversationId id) {
        return Optional.ofNullable(correspondences.get(id));
    }

    private Correspondence of(ConversationId id) {
        return find(id).orElseThrow();
    }

    private long delay(Duration atMost) {
        return world.random().nextLong(Math.max(1, atMost.toMillis()));
    }
}
