package io.guestchat.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A client's end of a connection: what it was sent, by type, and what it says. All of it is held to the document. */
final class TestPeer implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_MS = 15_000;

    private final BlockingQueue<RelayFrame> frames = new LinkedBlockingQueue<>();
    private final List<RelayFrame> skipped = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile AssertionError undocumented;
    private volatile long closedAt;
    private WebSocket socket;
    private ConversationId conversation;

    /** Connected; has its challenge waiting. */
    static TestPeer connect(int port) {
        try {
            TestPeer peer = new TestPeer();
            peer.socket = HTTP.newWebSocketBuilder()
                    .subprotocols("guestchat.v1")
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/connect"), peer)
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return peer;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestPeer guest(int port, TestWorld world) {
        TestPeer peer = guestWithoutReady(port, world);
        peer.ready();
        return peer;
    }

    static TestPeer guestWithoutReady(int port, TestWorld world) {
        TestPeer peer = connect(port);
        peer.conversation = world.conversation;
        peer.say(world.asGuest(peer.challenge()));
        return peer;
    }

    static TestPeer member(int port, TestWorld world) {
        TestPeer peer = memberWithoutReady(port, world);
        peer.ready();
        return peer;
    }

    static TestPeer memberWithoutReady(int port, TestWorld world) {
        TestPeer peer = connect(port);
        peer.conversation = world.conversation;
        peer.challenge();
        peer.say(world.asMember());
        return peer;
    }

    /**
     * Waits until somebody new can connect. Once Kafka is back, or the service has started, the readers of the topics join their groups
     * each in its own time; until then who connects is asked to come later.
     */
    static void awaitWelcome(int port) {
        while (true) {
            try (TestPeer guest = guestWithoutReady(port, TestWorld.redeemed())) {
                if (guest.readyOrClosed()) {
                    return;
                }
                assertEquals(1013, guest.closeCode());
            }
        }
    }

    String challenge() {
        return next(RelayFrame.Challenge.class).nonce();
    }

    RelayFrame.Ready ready() {
        return next(RelayFrame.Ready.class);
    }

    /** @return whether {@code ready} came, or the connection was closed instead */
    boolean readyOrClosed() {
        CompletableFuture.anyOf(closed, firstReady)
                .orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .join();
        return firstReady.isDone();
    }

    /** Says something that is as documented; for anything else there is {@link #sayText}. */
    void say(ClientFrame frame) {
        String text = FrameCodec.write(frame);
        FrameContract.sent(text);
        sayText(text);
    }

    void sayText(String text) {
        socket.sendText(text, true).join();
    }

    void sayBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** What {@link #send} and {@link #ack} are about. */
    void of(TestWorld world) {
        conversation = world.conversation;
    }

    void send(long n, String text) {
        send(n, Kind.APPLICATION, text);
    }

    void send(long n, Kind kind, String text) {
        say(new ClientFrame.Send(conversation, n, kind, Base64Url.encode(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The connection may be closed at any time. */
    void sendUnlessClosed(long n, String text) {
        try {
            send(n, text);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw e;
            }
        }
    }

    void ack(long seq) {
        say(new ClientFrame.Ack(conversation, seq));
    }

    /** The next frame of this type; others are put aside and can be asked for later. */
    <T extends RelayFrame> T next(Class<T> type) {
        return next(type, f -> true);
    }

    <T extends RelayFrame> T next(Class<T> type, Predicate<T> condition) {
        for (RelayFrame frame : skipped) {
            if (type.isInstance(frame) && condition.test(type.cast(frame))) {
                skipped.remove(frame);
                return type.cast(frame);
            }
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (true) {
            RelayFrame frame;
            try {
                frame = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (frame == null) {
                throw new AssertionError("no " + type.getSimpleName() + " came; others: " + skipped + ", closed: "
                        + closed.getNow(null));
            }
            if (type.isInstance(frame) && condition.test(type.cast(frame))) {
                return type.cast(frame);
            }
            skipped.add(frame);
        }
    }

    void accepted(long n) {
        next(RelayFrame.Accepted.class, a -> a.n() >= n);
    }

    /** The next envelope, in clear. */
    RelayFrame.Deliver delivery() {
        return next(RelayFrame.Deliver.class);
    }

    static String text(RelayFrame.Deliver frame) {
        return new String(Base64Url.decode(frame.payload()), StandardCharsets.UTF_8);
    }

    /** Frames of this type that came so far and nobody asked for. */
    <T extends RelayFrame> List<T> rest(Class<T> type) {
        frames.drainTo(skipped);
        return skipped.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Closes in order: what was said before is heard. */
    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertEquals(WebSocket.NORMAL_CLOSURE, closeCode());
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** By {@link System#nanoTime}; of a connection that is closed. */
    long closedAt() {
        return closedAt;
    }

    int closeCode() {
        try {
            return closed.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("not closed; came: " + frames + skipped, e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            FrameContract.received(partial.toString()).ifPresent(fault -> undocumented = fault);
            RelayFrame frame = FrameCodec.readRelay(partial.toString());
            frames.add(frame);
            if (frame instanceof RelayFrame.Ready) {
                firstReady.complete(null);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closedAt = System.nanoTime();
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
        if (undocumented != null) {
            throw undocumented;
        }
    }
}
