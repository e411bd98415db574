package io.guestchat.canary;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One side's connection to a relay. Waits in vain for no longer than the patience that it was given. */
final class Socket implements AutoCloseable {
    private static final String SUBPROTOCOL = "guestchat.v1";

    /** What is heard of a connection. */
    private sealed interface Heard {
        record Frame(RelayFrame frame) implements Heard {}

        record Closed(int code) implements Heard {}
    }

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Duration patience;
    private final WebSocket socket;

    private Socket(HttpClient http, URI relay, Duration patience) throws Failed {
        this.patience = patience;
        try {
            this.socket = http.newWebSocketBuilder()
                    .subprotocols(SUBPROTOCOL)
                    .connectTimeout(patience)
                    .buildAsync(relay, new Ear())
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new Failed(
                    "no connection: " + (cause == null ? e : cause).getClass().getSimpleName());
        } catch (TimeoutException e) {
            throw new Failed("no connection in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted");
        }
    }

    /**
     * Connected and ready.
     *
     * @param answer to the nonce of the challenge
     */
    static Socket open(HttpClient http, URI relay, Duration patience, Function<String, ClientFrame.Authenticate> answer)
            throws Failed {
        Socket opened = new Socket(http, relay, patience);
        try {
            opened.say(answer.apply(
                    opened.await(RelayFrame.Challenge.class, c -> true).nonce()));
            opened.await(RelayFrame.Ready.class, r -> true);
            return opened;
        } catch (Failed e) {
            opened.close();
            throw e;
        }
    }

    void say(ClientFrame frame) {
        socket.sendText(FrameCodec.write(frame), true);
    }

    /** The next frame of a type that is meant; others are passed over. */
    <F extends RelayFrame> F await(Class<F> type, Predicate<F> meant) throws Failed {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            switch (next(deadline)) {
                case Heard.Frame(RelayFrame.Error error) -> throw new Failed("error " + error.code());
                case Heard.Frame(RelayFrame frame)
                when type.isInstance(frame) && meant.test(type.cast(frame)) -> {
                    return type.cast(frame);
                }
                case Heard.Frame other -> {}
                case Heard.Closed(int code) -> throw new Failed("closed with " + code);
                case null -> throw new Failed("no " + type.getSimpleName() + " in time");
            }
        }
    }

    private @Nullable Heard next(long deadline) throws Failed {
        try {
            return heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted");
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                try {
                    heard.add(new Heard.Frame(FrameCodec.readRelay(partial.toString())));
                } catch (InvalidValue e) {
                    // of a newer relay: clients pass over what they do not know
                }
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add(new Heard.Closed(code));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            heard.add(new Heard.Closed(1006));
        }
    }
}
