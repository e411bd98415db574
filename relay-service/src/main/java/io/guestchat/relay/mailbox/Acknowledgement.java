package io.guestchat.relay.mailbox;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.log.Slot;
import java.nio.charset.StandardCharsets;

/**
 * That a side has stored everything up to a seq, as the log keeps it: the newest of each side of each conversation. The two
 * n stand in for envelopes that retention has removed when a view is rebuilt.
 *
 * @param seq   highest seq acknowledged
 * @param peerN the highest n of the peer that this covers, as far as this socket knows it
 * @param ownN  an n of the side itself that was accepted by then
 * @param bytes decoded, of the payloads that this covers and the side's acknowledgement before it did not; 0 of an older relay, which
 *     did not say
 */
public record Acknowledgement(ConversationId conversation, Side side, long seq, long peerN, long ownN, long bytes) {
    String key() {
        return key(conversation, side);
    }

    static String key(ConversationId conversation, Side side) {
        return conversation + "." + Slot.letter(side);
    }

    byte[] value() {
        return (seq + "," + peerN + "," + ownN + "," + bytes).getBytes(StandardCharsets.US_ASCII);
    }

    /** What this one and then a later one of the same side amount to: one that is not higher changes nothing. */
    Acknowledgement then(Acknowledgement later) {
        return later.seq <= seq
                ? this
                : new Acknowledgement(
                        conversation,
                        side,
                        later.seq,
                        Math.max(peerN, later.peerN),
                        Math.max(ownN, later.ownN),
                        bytes + later.bytes);
    }

    /** @throws IllegalArgumentException if it is none */
    static Acknowledgement read(String key, byte[] value) {
        int dot = key.length() - 2;
        String[] numbers = new String(value, StandardCharsets.US_ASCII).split(",", -1);
        if (dot < 0 || key.charAt(dot) != '.' || numbers.length < 3) {
            throw new IllegalArgumentException("not an acknowledgement");
        }
        Side side = key.endsWith("m") ? Side.MEMBER : Side.GUEST;
        return new Acknowledgement(
                ConversationId.parse(key.substring(0, dot)),
                side,
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                numbers.length > 3 ? Long.parseLong(numbers[3]) : 0);
    }
}
