package io.guestchat.relay.mailbox;

import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.relay.envelope.Envelope;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message on the channel of one side of a conversation: a letter, then what {@link #read} says. Such messages may get lost:
 * each is a hint at something that can be read again, or that nobody needs later.
 */
public sealed interface Wake {
    /**
     * {@code e<previous>,<seq>,<envelope>}: an envelope is new in the mailbox.
     *
     * @param previous the seq before it in this mailbox
     */
    record Arrived(long previous, long seq, Envelope envelope) implements Wake {}

    /** {@code d<n>,<count>,<bytes>}: the peer has acknowledged up to n; its mailbox holds so much. */
    record Delivered(long n, Fill fill) implements Wake {}

    /** {@code s}: the conversation opened or ended. */
    record StatusChanged() implements Wake {}

    /** {@code a<code>} */
    record Alerted(AlertCode code) implements Wake {}

    /** {@code p<node>}: the peer has a socket on this node; {@code p} alone: it has none. */
    record PeerPresence(@Nullable String node) implements Wake {}

    /** {@code g<payload>} */
    record Signalled(String payload) implements Wake {}

    /** @throws IllegalArgumentException if it is none of these; a later version's may turn up and can be skipped */
    static Wake read(Buffer message) {
        byte[] bytes = message.getBytes();
        if (bytes.length == 0) {
            throw new IllegalArgumentException("empty");
        }
        return switch (bytes[0]) {
            case 'e' -> arrived(bytes);
            case 'd' -> delivered(text(bytes));
            case 's' -> new StatusChanged();
            case 'a' -> new Alerted(alert(text(bytes)));
            case 'p' -> new PeerPresence(bytes.length == 1 ? null : text(bytes));
            case 'g' -> new Signalled(text(bytes));
            default -> throw new IllegalArgumentException("unknown wake");
        };
    }

    private static Wake arrived(byte[] bytes) {
        int first = indexOf(bytes, 1);
        int second = indexOf(bytes, first + 1);
        return new Arrived(number(bytes, 1, first), number(bytes, first + 1, second), Envelope.read(bytes, second + 1));
    }

    private static Wake delivered(String text) {
        String[] parts = text.split(",", -1);
        return new Delivered(Long.parseLong(parts[0]), new Fill(Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
    }

    private static AlertCode alert(String wire) {
        for (AlertCode code : AlertCode.values()) {
            if (code.wire().equals(wire)) {
                return code;
            }
        }
        throw new IllegalArgumentException("unknown alert");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == ',') {
                return i;
            }
        }
        throw new IllegalArgumentException("not a wake");
    }

    private static long number(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }
}
