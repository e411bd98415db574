package io.guestchat.protocol.frame;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code send} and {@code ack} as most clients write them: no white space, the members in the order of the protocol, nothing
 * escaped. These two are nearly all that a relay reads, and taking them apart by position costs a fraction of a JSON parser. Whatever is
 * spelled otherwise is not read here, right or wrong.
 */
final class UsualSpelling {
    private static final String SEND = "{\"type\":\"send\",\"conversation\":\"";
    private static final String ACK = "{\"type\":\"ack\",\"conversation\":\"";
    private static final int ID = 22;
    private static final String N = "\",\"n\":";
    private static final String SEQ = "\",\"seq\":";
    private static final String APPLICATION = ",\"kind\":\"application\",\"payload\":\"";
    private static final String HANDSHAKE = ",\"kind\":\"handshake\",\"payload\":\"";
    private static final String END = "\"}";
    /** Of {@link ClientFrame#MAX_COUNTER}, and no number of so few overflows. */
    private static final int DIGITS = 16;

    private UsualSpelling() {}

    /** Null if the text is anything else. */
    static @Nullable ClientFrame read(String text) {
        try {
            if (text.startsWith(SEND)) {
                return send(text);
            }
            return text.startsWith(ACK) ? ack(text) : null;
        } catch (InvalidValue e) {
            return null; // and let the parser say so
        }
    }

    private static @Nullable ClientFrame send(String text) {
        int id = SEND.length();
        int n = id + ID + N.length();
        if (!text.startsWith(N, id + ID) || !text.endsWith(END)) {
            return null;
        }
        int kind = afterNumber(text, n);
        boolean application = text.startsWith(APPLICATION, kind);
        int payload = kind + (application ? APPLICATION : HANDSHAKE).length();
        int end = text.length() - END.length();
        if (kind == n || payload >= end || (!application && !text.startsWith(HANDSHAKE, kind))) {
            return null;
        }
        return new ClientFrame.Send(
                ConversationId.parse(text.substring(id, id + ID)),
                Long.parseLong(text, n, kind, 10),
                application ? Kind.APPLICATION : Kind.HANDSHAKE,
                text.substring(payload, end));
    }

    private static @Nullable ClientFrame ack(String text) {
        int id = ACK.length();
        int seq = id + ID + SEQ.length();
        if (!text.startsWith(SEQ, id + ID)) {
            return null;
        }
        int end = afterNumber(text, seq);
        if (end == seq || end != text.length() - 1 || text.charAt(end) != '}') {
            return null;
        }
        return new ClientFrame.Ack(
                ConversationId.parse(text.substring(id, id + ID)), Long.parseLong(text, seq, end, 10));
    }

    /** Where the number that begins there ends; where it begins, if it is none that JSON allows, or too long. */
    private static int afterNumber(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        boolean leadingZero = end > start + 1 && text.charAt(start) == '0';
        return leadingZero || end - start > DIGITS ? start : end;
    }
}
