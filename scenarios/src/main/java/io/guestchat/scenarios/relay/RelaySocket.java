package io.guestchat.scenarios.relay;

import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection: answers every challenge, hands on everything else. Belongs to the event loop that opened it. */
public final class RelaySocket {
    private static final String SUBPROTOCOL = "guestchat.v1";
    /** Standing for an end without a close frame (RFC 6455 section 7.1.5). */
    private static final int BROKEN = 1006;

    private static final int CONNECT_MS = 3_000;
    /** The relay ends a silent connection before. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(75);

    /** What comes of a connection. */
    public interface Listener {
        /** A frame other than a challenge. */
        void received(RelayFrame frame);

        /** The end, once; also when there was no beginning. */
        void closed(int code);
    }

    private final Vertx vertx;
    private final Credential credential;
    private @Nullable Listener listener;
    private @Nullable WebSocket socket;

    private RelaySocket(Vertx vertx, Credential credential, Listener listener) {
        this.vertx = vertx;
        this.credential = credential;
        this.listener = listener;
    }

    /** Opens any number of connections; one client serves a whole event loop. */
    public static WebSocketClient client(Vertx vertx) {
        return client(vertx, CONNECT_MS);
    }

    /** @param connectMs how long a connection may take that is one of very many */
    public static WebSocketClient client(Vertx vertx, int connectMs) {
        return vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(Integer.MAX_VALUE)
                .setConnectTimeout(connectMs)
                .setTryUsePerMessageCompression(false)
                .setTcpNoDelay(true));
    }

    /** What an app asks for. */
    public static WebSocketConnectOptions handshake(URI relay) {
        return new WebSocketConnectOptions()
                .setHost(relay.getHost())
                .setPort(relay.getPort())
                .setURI(relay.getPath())
                .setAllowOriginHeader(false) // an app, not a page
                .addSubProtocol(SUBPROTOCOL);
    }

    /** Connects and authenticates; {@code ready} is the listener's to hear. */
    public static RelaySocket open(
            Vertx vertx, WebSocketClient client, URI relay, Credential credential, Listener listener) {
        RelaySocket opening = new RelaySocket(vertx, credential, listener);
        client.connect(handshake(relay).setTimeout(CONNECT_MS))
                .onSuccess(opening::opened)
                .onFailure(e -> opening.ended(BROKEN));
        return opening;
    }

    /** Sends a frame; into nowhere once the connection is over. */
    public void send(ClientFrame frame) {
        if (socket != null && !socket.isClosed()) {
            socket.writeTextMessage(FrameCodec.write(frame));
        }
    }

    /** Ends the connection in order; the listener hears nothing more. */
    public void close() {
        listener = null;
        if (socket != null) {
            socket.close();
        }
    }

    /** Reads and says nothing more, without telling the relay, as a device that has lost its network. */
    public void abandon() {
        listener = null;
        WebSocket left = socket;
        if (left != null) {
            left.pause();
            vertx.setTimer(FORGOTTEN_AFTER.toMillis(), t -> left.close());
        }
    }

    private void opened(WebSocket opened) {
        socket = opened;
        if (listener == null) {
            opened.close();
            return;
        }
        opened.textMessageHandler(this::received);
        opened.closeHandler(v -> {
            Short code = opened.closeStatusCode();
            ended(code == null ? BROKEN : code);
        });
        opened.exceptionHandler(e -> opened.close());
    }

    private void received(String text) {
        if (listener == null) {
            return;
        }
        RelayFrame frame = FrameCodec.readRelay(text);
        if (frame instanceof RelayFrame.Challenge(String nonce)) {
            credential.answer(nonce).onSuccess(this::send);
        } else {
            listener.received(frame);
        }
    }

    private void ended(int code) {
        Listener told = listener;
        listener = null;
        if (told != null) {
            told.closed(code);
        }
    }
}
