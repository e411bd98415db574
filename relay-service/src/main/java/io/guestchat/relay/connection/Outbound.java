package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.envelope.Envelope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;

/**
 * What goes out on a socket. When its reader is slow, envelopes are not queued here: they stay in the mailbox until there is
 * room again. The frames of the hot path are put together by hand; their values need no escaping.
 */
final class Outbound {
    /**
     * Bytes that may wait in a socket before envelopes stay in the mailbox. Less than the protocol lets wait (256 frames or
     * 1 MiB), for it is memory that any number of slow readers could take.
     */
    private static final int QUEUE_BYTES = 128 * 1024;

    private final ServerWebSocket socket;
    private final Runnable onFull;
    /** As {@link System#nanoTime}; 0 while there is room. */
    private long fullSince;

    /**
     * @param onFull runs when the queue has become full: whoever does not read is not read either, so that answers to what it
     *     sends cannot pile up
     * @param onRoom runs when a full queue has drained
     */
    Outbound(ServerWebSocket socket, Runnable onFull, Runnable onRoom) {
        this.socket = socket;
        this.onFull = onFull;
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        socket.drainHandler(v -> {
            if (fullSince != 0) {
                fullSince = 0;
                onRoom.run();
            }
        });
    }

    boolean isFull() {
        return fullSince != 0;
    }

    /** For how long nothing could be written, in ns. */
    long fullFor(long now) {
        return isFull() ? now - fullSince : 0;
    }

    void write(RelayFrame frame) {
        text(FrameCodec.write(frame));
    }

    void accepted(ConversationId conversation, long n) {
        text("{\"type\":\"accepted\",\"conversation\":\"" + conversation.value() + "\",\"n\":" + n + '}');
    }

    void delivered(ConversationId conversation, long n) {
        text("{\"type\":\"delivered\",\"conversation\":\"" + conversation.value() + "\",\"n\":" + n + '}');
    }

    void deliver(ConversationId conversation, long seq, Envelope envelope) {
        String payload = envelope.payload();
        text(new StringBuilder(192 + payload.length())
                .append("{\"type\":\"deliver\",\"conversation\":\"")
                .append(conversation.value())
                .append("\",\"seq\":")
                .append(seq)
                .append(",\"from\":\"")
                .append(envelope.from().wire())
                .append("\",\"n\":")
                .append(envelope.n())
                .append(",\"kind\":\"")
                .append(envelope.kind().wire())
                .append("\",\"payload\":\"")
                .append(payload)
                .append("\",\"at\":\"")
                .append(Instant.ofEpochMilli(envelope.atMs()))
                .append("\"}")
                .toString());
    }

    void ping() {
        socket.writePing(Buffer.buffer());
    }

    void close(CloseCode code) {
        socket.close(code.code(), code.reason());
    }

    private void text(String frame) {
        socket.writeTextMessage(frame);
        if (fullSince == 0 && socket.writeQueueFull()) {
            fullSince = System.nanoTime();
            onFull.run();
        }
    }
}
