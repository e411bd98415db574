package io.guestchat.scenarios.end;

import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client's end of a connection to a relay. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Longer than anything here takes on any machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<Integer> PUT_OFF =
            Set.of((int) CloseCode.TRY_AGAIN_LATER.code(), (int) CloseCode.TOO_SLOW.code());

    private final BlockingQueue<RelayFrame> frames = new LinkedBlockingQueue<>();
    private final List<RelayFrame> aside = new ArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    private Socket() {}

    /**
     * Connected, authenticated by what answers the challenge, and ready or closed. A relay that is put off by a rebuild, or by a machine
     * on which five seconds are too short for a client to answer, is tried again.
     *
     * @param answer to the challenge's nonce
     */
    static Socket open(String relay, Function<String, ClientFrame.Authenticate> answer) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Socket client = connect(relay, answer);
        while (client.isPutOff() && System.nanoTime() < deadline) {
            client.close();
            client = connect(relay, answer);
        }
        return client;
    }

    private static Socket connect(String relay, Function<String, ClientFrame.Authenticate> answer) {
        Socket client = new Socket();
        client.socket = HTTP.newWebSocketBuilder()
                .subprotocols("guestchat.v1")
                .buildAsync(URI.create(relay), client)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        client.say(answer.apply(client.next(RelayFrame.Challenge.class).nonce()));
        return client;
    }

    private boolean isPutOff() {
        CompletableFuture.anyOf(ready, closed)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return !ready.isDone() && PUT_OFF.contains(closeCode());
    }

    void say(ClientFrame frame) {
        if (socket != null) {
            socket.sendText(FrameCodec.write(frame), true).join();
        }
    }

    /** The next frame of this type; others are put aside until they are asked for. */
    <T extends RelayFrame> T next(Class<T> type) {
        Optional<RelayFrame> earlier = aside.stream().filter(type::isInstance).findFirst();
        if (earlier.isPresent()) {
            aside.remove(earlier.get());
            return type.cast(earlier.get());
        }
        RelayFrame frame = poll();
        while (!type.isInstance(frame)) {
            if (frame == null) {
                throw new AssertionError(
                        "no " + type.getSimpleName() + " came; others: " + aside + ", closed: " + closed.getNow(null));
            }
            aside.add(frame);
            frame = poll();
        }
        return type.cast(frame);
    }

    private @Nullable RelayFrame poll() {
        try {
            return frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The code that it was closed with; waits until it is. */
    int closeCode() {
        return closed.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            RelayFrame frame = FrameCodec.readRelay(partial.toString());
            frames.add(frame);
            partial.setLength(0);
            if (frame instanceof RelayFrame.Ready) {
                ready.complete(null);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
