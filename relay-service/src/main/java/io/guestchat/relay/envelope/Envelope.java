package io.guestchat.relay.envelope;

import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.Side;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One envelope as it stands in the log and in mailboxes: version (1 byte), flags (1 byte: 1 = from the guest, 2 = handshake),
 * n (8 bytes), time of acceptance in ms since the epoch (8 bytes), then the payload in base64url as it came. Views read the
 * bytes in place; nothing is copied. {@code materialise.lua} reads them, too.
 */
public final class Envelope {
    private static final byte VERSION = 1;
    private static final int FROM_GUEST = 1;
    private static final int HANDSHAKE = 2;
    private static final int N_AT = 2;
    private static final int TIME_AT = 10;
    private static final int PAYLOAD_AT = 18;

    private final byte[] bytes;
    private final int offset;

    private Envelope(byte[] bytes, int offset) {
        if (bytes.length - offset < PAYLOAD_AT || bytes[offset] != VERSION) {
            throw new IllegalArgumentException("not an envelope of version 1");
        }
        this.bytes = bytes;
        this.offset = offset;
    }

    /** Reads the envelope that begins at {@code offset}; the array must not change any more. */
    public static Envelope read(byte[] bytes, int offset) {
        return new Envelope(bytes, offset);
    }

    public static byte[] write(Side from, long n, Kind kind, String payload, long atMs) {
        byte[] bytes = new byte[PAYLOAD_AT + payload.length()];
        int flags = (from == Side.GUEST ? FROM_GUEST : 0) | (kind == Kind.HANDSHAKE ? HANDSHAKE : 0);
        ByteBuffer.wrap(bytes)
                .put(VERSION)
                .put((byte) flags)
                .putLong(n)
                .putLong(atMs)
                .put(payload.getBytes(StandardCharsets.ISO_8859_1));
        return bytes;
    }

    public Side from() {
        return (bytes[offset + 1] & FROM_GUEST) != 0 ? Side.GUEST : Side.MEMBER;
    }

    public Kind kind() {
        return (bytes[offset + 1] & HANDSHAKE) != 0 ? Kind.HANDSHAKE : Kind.APPLICATION;
    }

    public long n() {
        return ByteBuffer.wrap(bytes).getLong(offset + N_AT);
    }

    /** When it was accepted, in ms since the epoch. */
    public long atMs() {
        return ByteBuffer.wrap(bytes).getLong(offset + TIME_AT);
    }

    /** base64url, as it came. */
    public String payload() {
        int start = offset + PAYLOAD_AT;
        return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    }

    /** Bytes of the payload once decoded. */
    public int size() {
        return (int) ((bytes.length - offset - PAYLOAD_AT) * 3L / 4);
    }
}
