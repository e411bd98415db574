package io.guestchat.relay.connection;

import io.guestchat.platform.redis.RedisSubscriber;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.PeerStatus;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.relay.admission.Identity;
import io.guestchat.relay.conversation.ConversationState;
import io.guestchat.relay.log.Slot;
import io.guestchat.relay.mailbox.Wake;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One conversation on one socket: its status and presence, and between them {@link Sending} and {@link Receiving}. */
final class Binding implements RedisSubscriber.Channel {
    private enum Status {
        /** Subscribed to, not read yet. */
        UNKNOWN,
        OPEN,
        ENDED,
        /** The socket is gone. */
        GONE
    }

    private final Live live;
    private final Connection connection;
    private final Rooms rooms;
    private final ConversationId id;
    private final Slot slot;
    private final Side side;
    private Status status = Status.UNKNOWN;
    private @Nullable Sending sending;
    private @Nullable Receiving receiving;
    private @Nullable Window signals;
    /** The node that holds the peer's socket. */
    private @Nullable String peerNode;

    private boolean subscribed;
    /** Something happened before this was started. */
    private boolean missed;

    Binding(Live live, ConversationId id) {
        this.live = live;
        this.connection = live.connection();
        this.rooms = connection.rooms();
        this.id = id;
        this.slot = rooms.conversations.slot(id);
        this.side = live.identity().side();
    }

    Live live() {
        return live;
    }

    ConversationId id() {
        return id;
    }

    Slot slot() {
        return slot;
    }

    Side side() {
        return side;
    }

    boolean isOpen() {
        return status == Status.OPEN;
    }

    boolean isUnknown() {
        return status == Status.UNKNOWN;
    }

    Future<Void> subscribe() {
        return rooms.connections.ifNewest(
                live.identity(), connection, () -> rooms.subscriber.subscribe(slot.channel(id, side), this));
    }

    /** It has been read, after {@link #subscribe} and after the view had reached the log's end. */
    void start(ConversationState state) {
        status = state.isOpen() ? Status.OPEN : Status.ENDED;
        sending = new Sending(this, state);
        receiving = new Receiving(this, state.acked());
        if (!isOpen()) {
            unsubscribe();
            return;
        }
        enter();
        alert(state);
        if (state.last() > state.acked()) {
            receiving.more();
        }
        lookForPeer();
        if (missed) {
            readAgain();
        }
    }

    void send(ClientFrame.Send frame) {
        if (sending != null) {
            sending.send(frame);
        }
    }

    void acknowledge(long seq) {
        if (receiving != null) {
            receiving.acknowledge(seq, sending == null ? 0 : sending.accepted());
        }
    }

    void signal(String payload) {
        if (payload.getBytes(StandardCharsets.UTF_8).length > Limits.SIGNAL_BYTES) {
            error(ErrorCode.TOO_LARGE, "a signal is at most " + Limits.SIGNAL_BYTES + " bytes", null, null, null);
            return;
        }
        long now = System.nanoTime();
        if (signals == null) {
            signals = new Window(TimeUnit.SECONDS.toNanos(1), now);
        }
        if (rooms.limited && signals.count(now) > rooms.limits.signals()) {
            connection.close(CloseCode.OVER_RATE);
        } else if (isOpen()) {
            rooms.presence.signal(slot, id, side.other(), payload);
        } else {
            error(ErrorCode.NOT_OPEN, "the conversation has ended", null, null, null);
        }
    }

    void error(ErrorCode code, String detail, @Nullable Long n, @Nullable Long expected, @Nullable Long retryAfter) {
        connection.out().write(new RelayFrame.Error(code, detail, id, n, expected, retryAfter));
    }

    // --- what comes from the channel

    /**
     * The first time, the reading that follows is waited for; after a reconnect, messages may have been missed, and a Redis
     * that took over from another may not know that this side is here.
     */
    @Override
    public void onSubscribed() {
        connection.later(() -> {
            if (subscribed) {
                enter();
                readAgain();
            }
            subscribed = true;
        });
    }

    @Override
    public void onMessage(Buffer message) {
        Wake wake;
        try {
            wake = Wake.read(message);
        } catch (IllegalArgumentException e) {
            return; // of a later version
        }
        connection.later(() -> woken(wake));
    }

    private void woken(Wake wake) {
        if (sending == null || receiving == null) {
            missed = true;
            return;
        }
        switch (wake) {
            case Wake.Arrived arrived -> receiving.arrived(arrived);
            case Wake.Delivered delivered -> {
                sending.filled(delivered.fill());
                sending.delivered(delivered.n());
            }
            case Wake.StatusChanged s -> readAgain();
            case Wake.Alerted alerted -> {
                connection.out().write(new RelayFrame.Alert(id, alerted.code()));
                rooms.conversations.alerted(id, side, alerted.code());
            }
            case Wake.PeerPresence peer -> peer(peer.node());
            case Wake.Signalled signalled -> {
                if (isOpen()) {
                    connection.out().write(new RelayFrame.Signal(id, signalled.payload()));
                }
            }
        }
    }

    private void readAgain() {
        if (sending == null) {
            missed = true;
            return;
        }
        connection.on(rooms.conversations.read(id, side), state -> state.ifPresent(this::catchUp), e -> {
            // the sweep reads again
        });
        lookForPeer();
    }

    /** Does what a lost wake-up would have brought about. A view that is being rebuilt lags behind; it never takes back. */
    void catchUp(ConversationState state) {
        if (sending == null || receiving == null || !isOpen()) {
            return;
        }
        if (!state.isOpen()) {
            ended(state);
            return;
        }
        sending.delivered(state.delivered());
        alert(state);
        if (state.last() > receiving.sent()) {
            receiving.more();
        }
    }

    private void ended(ConversationState state) {
        connection.out().write(new RelayFrame.Conversation(id, state.status(), state.reason()));
        if (live.identity() instanceof Identity.Guest) {
            connection.close(CloseCode.ENDED);
        } else {
            status = Status.ENDED;
            unsubscribe();
        }
    }

    private void alert(ConversationState state) {
        state.alerts().forEach(code -> {
            connection.out().write(new RelayFrame.Alert(id, code));
            rooms.conversations.alerted(id, side, code);
        });
    }

    // --- presence

    void enter() {
        if (isOpen()) {
            rooms.presence.enter(slot, id, side, connection.number());
        }
    }

    private void lookForPeer() {
        connection.on(
                rooms.presence.node(slot, id, side.other()), (Optional<String> node) -> peer(node.orElse(null)), e -> {
                    // nothing is known, so nothing is said
                });
    }

    private void peer(@Nullable String node) {
        boolean was = peerNode != null;
        peerNode = node;
        if (isOpen() && was != (node != null)) {
            connection.out().write(new RelayFrame.Presence(id, node != null ? PeerStatus.ONLINE : PeerStatus.OFFLINE));
        }
    }

    void tick() {
        if (peerNode != null && !rooms.nodes.alive(peerNode)) {
            peer(null);
        }
        if (receiving != null) {
            receiving.tick();
        }
    }

    void roomAgain() {
        if (receiving != null) {
            receiving.roomAgain();
        }
    }

    void end() {
        if (isOpen()) {
            rooms.presence.leave(slot, id, side, connection.number());
            if (receiving != null) {
                receiving.end();
            }
        }
        status = Status.GONE;
        unsubscribe();
    }

    private void unsubscribe() {
        rooms.subscriber.unsubscribe(slot.channel(id, side), this);
    }

    Connection connection() {
        return connection;
    }

    Rooms rooms() {
        return rooms;
    }
}
