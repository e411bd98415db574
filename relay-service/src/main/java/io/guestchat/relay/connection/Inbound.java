package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.limit.Limits;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What comes in on a socket: text messages put together, everything else refused by its code. */
final class Inbound {
    private static final int NOT_UTF8 = 1007;

    private final Connection connection;
    private final Runnable flush;
    private final Window frames = new Window(TimeUnit.SECONDS.toNanos(1), System.nanoTime());
    private final Window pings = new Window(TimeUnit.SECONDS.toNanos(1), System.nanoTime());
    private @Nullable Buffer partial;

    private Inbound(Connection connection, Runnable flush) {
        this.connection = connection;
        this.flush = flush;
    }

    /** @param flush writes out what is queued for the socket */
    static Inbound attach(ServerWebSocket socket, Connection connection, Runnable flush) {
        Inbound inbound = new Inbound(connection, flush);
        socket.frameHandler(inbound::frame);
        socket.pongHandler(v -> connection.heard());
        socket.exceptionHandler(inbound::failed);
        return inbound;
    }

    /**
     * The socket is closed right after this, which is all there is to do, unless RFC 6455 was broken: then the peer is told
     * its code. Flushed here, since what is only queued goes down with the socket.
     */
    private void failed(Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException broken) {
            connection.close(broken.closeStatus().code(), broken.closeStatus().reasonText());
            flush.run();
        }
    }

    /** Nothing was read for so long, in ns: what came meanwhile comes all at once now, and is not over the rate for that. */
    void resumed(long after) {
        frames.allow(after * connection.framesPerSecond() / TimeUnit.SECONDS.toNanos(1));
        pings.allow(after * connection.rooms().limits.pings() / TimeUnit.SECONDS.toNanos(1));
    }

    private void frame(WebSocketFrame frame) {
        if (connection.isClosed()) {
            return;
        }
        connection.heard();
        if (isOver(frames, connection.framesPerSecond())) {
            return;
        }
        switch (frame.type()) {
            case TEXT, CONTINUATION -> data(frame);
            case BINARY -> connection.close(CloseCode.NOT_TEXT);
            case PING -> isOver(pings, connection.rooms().limits.pings());
            case PONG, CLOSE -> {
                // answered below us
            }
        }
    }

    /** Counts one more, and ends the connection if that is one too many. */
    private boolean isOver(Window window, int limit) {
        boolean over = connection.rooms().limited && window.count(System.nanoTime()) > limit;
        if (over) {
            connection.close(CloseCode.OVER_RATE);
        }
        return over;
    }

    private void data(WebSocketFrame frame) {
        Buffer data = frame.binaryData();
        Buffer whole = partial == null ? data : partial.appendBuffer(data);
        if (whole.length() > Limits.FRAME_BYTES) {
            connection.close(CloseCode.TOO_BIG);
        } else if (!frame.isFinal()) {
            partial = partial == null ? data.copy() : whole;
        } else {
            partial = null;
            text(whole.getBytes());
        }
    }

    private void text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            connection.close(NOT_UTF8, "not UTF-8");
            return;
        }
        connection.received(text);
    }
}
