package io.guestchat.relay.connection;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.relay.admission.Authentication;
import io.guestchat.relay.admission.Identity;
import io.guestchat.relay.conversation.ConversationState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One socket, from its handshake to its end; see {@link ConnectionState}. Everything happens on the socket's own event loop,
 * to which whatever comes from elsewhere is handed by {@link #on}.
 */
final class Connection {
    private static final Logger LOG = Logger.getLogger(Connection.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;
    /** The view may take {@link Limits#READY_WITHIN} to be reached; as much again for all the rest. */
    private static final Duration OPENED_WITHIN = Limits.READY_WITHIN.multipliedBy(2);

    private final Rooms rooms;
    private final ServerWebSocket socket;
    private final Context context;
    private final long number;
    private final Runnable onClosed;
    private final Outbound out;
    private ConnectionState state;
    private @Nullable Live live;
    private final Inbound in;
    private int holds;
    private long heldSince;
    private long heardAt = System.nanoTime();
    private long pingedAt = heardAt;

    /**
     * @param number unique on this node
     * @param flush  writes out what is queued for the socket
     */
    Connection(Rooms rooms, ServerWebSocket socket, Context context, long number, Runnable flush, Runnable onClosed) {
        this.rooms = rooms;
        this.socket = socket;
        this.context = context;
        this.number = number;
        this.onClosed = onClosed;
        this.out = new Outbound(socket, this::hold, this::roomAgain);
        String nonce = newNonce();
        this.state = new ConnectionState.Challenged(
                nonce, heardAt + rooms.limits.authenticateWithin().toNanos());
        this.in = Inbound.attach(socket, this, flush);
        socket.closeHandler(v -> closed());
        rooms.connections.opened(this);
        out.write(new RelayFrame.Challenge(nonce));
    }

    long number() {
        return number;
    }

    Rooms rooms() {
        return rooms;
    }

    Outbound out() {
        return out;
    }

    /** Goes on with the result on the socket's event loop, unless the connection has been closed meanwhile. */
    <T> void on(Future<T> future, Consumer<T> success, Consumer<Throwable> failure) {
        future.onComplete(result -> later(() -> {
            if (result.succeeded()) {
                success.accept(result.result());
            } else {
                failure.accept(result.cause());
            }
        }));
    }

    /** Runs on the socket's event loop, unless the connection has been closed meanwhile. */
    void later(Runnable action) {
        context.runOnContext(v -> {
            if (!isClosed()) {
                action.run();
            }
        });
    }

    boolean isClosed() {
        return state instanceof ConnectionState.Closed;
    }

    /** Reads nothing more from the socket until {@link #release} was called as often. */
    void hold() {
        if (holds++ == 0) {
            heldSince = System.nanoTime();
            socket.pause();
        }
    }

    void release() {
        if (--holds == 0 && !isClosed()) {
            in.resumed(System.nanoTime() - heldSince);
            socket.resume();
        }
    }

    /** As long as nobody knows whose it is, a connection may do no more than a guest's. */
    int framesPerSecond() {
        return live != null && live.identity() instanceof Identity.Member
                ? rooms.limits.memberFrames()
                : rooms.limits.guestFrames();
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    /** A whole text message. */
    void received(String text) {
        ClientFrame frame;
        try {
            frame = FrameCodec.readClient(text);
        } catch (InvalidValue e) {
            close(state instanceof Live ? CloseCode.BAD_FRAME : CloseCode.UNAUTHENTICATED);
            return;
        }
        switch (state) {
            case ConnectionState.Challenged challenged -> {
                if (frame instanceof ClientFrame.Authenticate authenticate) {
                    verify(challenged, authenticate);
                } else {
                    close(CloseCode.UNAUTHENTICATED);
                }
            }
            case Live live -> live.received(frame);
            case ConnectionState.Verifying v -> close(CloseCode.UNAUTHENTICATED);
            case ConnectionState.Opening o -> close(CloseCode.BAD_FRAME);
            case ConnectionState.Closed c -> {
                // a frame that was on its way
            }
        }
    }

    private void verify(ConnectionState.Challenged challenged, ClientFrame.Authenticate frame) {
        ConnectionState.Verifying verifying = challenged.verifying();
        state = verifying;
        hold();
        on(
                rooms.authenticator.authenticate(frame, challenged.nonce()),
                result -> verified(verifying, result),
                e -> close(CloseCode.TRY_AGAIN_LATER));
    }

    private void verified(ConnectionState.Verifying verifying, Authentication result) {
        switch (result) {
            case Authentication.Authenticated a -> {
                long deadline = System.nanoTime() + OPENED_WITHIN.toNanos();
                state = verifying.opening(deadline);
                new Opening(this, a).start();
            }
            case Authentication.Refused refused -> {
                LOG.debugf("authentication refused connection=%d rule=%s", number, refused.rule());
                close(CloseCode.UNAUTHENTICATED);
            }
            case Authentication.SwitchedOff off -> close(CloseCode.TRY_AGAIN_LATER);
            case Authentication.Undecided u -> close(CloseCode.TRY_AGAIN_LATER);
        }
    }

    /** Claimed, and about to subscribe: from here on there is something to give back at the end. */
    void opening(Live opened) {
        live = opened;
    }

    /** From {@link ConnectionState.Opening}: its first {@code ready} is out. */
    void live(Live opened, List<ConversationState> states) {
        state = opened;
        rooms.traffic.ready();
        opened.start(states);
        release();
    }

    private void roomAgain() {
        release();
        if (state instanceof Live live) {
            live.roomAgain();
        }
    }

    /** About once a second: what is due by the clock. */
    void tick(long now) {
        switch (state) {
            case ConnectionState.Challenged c when now > c.deadline() -> close(CloseCode.TOO_SLOW);
            case ConnectionState.Verifying v when now > v.deadline() -> close(CloseCode.TRY_AGAIN_LATER);
            case ConnectionState.Opening o when now > o.deadline() -> close(CloseCode.TRY_AGAIN_LATER);
            case Live live -> live.tick(now);
            default -> {
                // not yet, or no more
            }
        }
        if (isClosed()) {
            return;
        }
        if (now - heardAt > rooms.limits.silence().toNanos()) {
            close(CloseCode.GOING_AWAY);
        } else if (out.fullFor(now) > rooms.limits.unread().toNanos()) {
            close(CloseCode.TOO_SLOW);
        } else if (now - pingedAt > rooms.limits.pingEvery().toNanos()) {
            pingedAt = now;
            out.ping();
        }
    }

    /** Redis has lost what was registered there, or its pub/sub connection was away. */
    void registerAgain() {
        if (state instanceof Live live) {
            live.registerAgain();
        }
    }

    void close(CloseCode code) {
        if (isClosed()) {
            return;
        }
        rooms.traffic.closed(code);
        LOG.debugf("closing connection=%d code=%d", number, code.code());
        end();
        out.close(code);
    }

    /** For the codes that the protocol leaves to RFC 6455 alone. */
    void close(int code, String reason) {
        if (!isClosed()) {
            end();
            socket.close((short) code, reason);
        }
    }

    private void closed() {
        if (!isClosed()) {
            end();
        }
        onClosed.run();
    }

    private void end() {
        state = new ConnectionState.Closed();
        if (live != null) {
            live.end();
        }
        rooms.connections.closed(this);
    }

    static String newNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }
}
