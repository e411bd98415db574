package io.guestchat.relay.envelope;

import java.nio.ByteBuffer;

/**
 * Where a side of a conversation stands in the view. Its numbers stand one behind the other, big-endian: seven of 6 bytes (with a sign),
 * two of 4 (without), one of 1.
 *
 * @param n            its highest n that was applied; {@value #NONE} if none was
 * @param acknowledged the highest seq that it has acknowledged
 * @param last         the highest seq that was ever put into its mailbox
 * @param delivered    the highest of its n that the peer has acknowledged
 * @param rested       when it may send a whole burst again, in ms since the epoch
 * @param base         its highest n that acknowledgements of either side vouch for: the log may not have it any more
 * @param kept         since when its mailbox is to be kept, in ms since the epoch: less than a day before its newest envelope
 * @param count        envelopes in its mailbox
 * @param bytes        decoded, of their payloads
 * @param listed       whether its mailbox is among those that it may have to be told of
 */
public record SideState(
        long n,
        long acknowledged,
        long last,
        long delivered,
        long rested,
        long base,
        long kept,
        long count,
        long bytes,
        boolean listed) {
    /** No n was applied yet. */
    public static final long NONE = -1;

    /** Nothing was applied yet. */
    static final SideState UNKNOWN = new SideState(NONE, 0, 0, 0, 0, 0, 0, 0, 0, false);

    static SideState read(ByteBuffer numbers) {
        return new SideState(
                sixBytes(numbers),
                sixBytes(numbers),
                sixBytes(numbers),
                sixBytes(numbers),
                sixBytes(numbers),
                sixBytes(numbers),
                sixBytes(numbers),
                Integer.toUnsignedLong(numbers.getInt()),
                Integer.toUnsignedLong(numbers.getInt()),
                numbers.get() != 0);
    }

    static long sixBytes(ByteBuffer numbers) {
        return (long) numbers.getShort() << Integer.SIZE | Integer.toUnsignedLong(numbers.getInt());
    }
}
