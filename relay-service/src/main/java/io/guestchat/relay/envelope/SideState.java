package io.guestchat.relay.envelope;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.protocol.frame.Side;
import io.guestchat.relay.log.Slot;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a side of a conversation stands in the view: one field of the conversation's hash, named by the side's letter. Its numbers stand
 * one behind the other, big-endian: seven of 6 bytes (with a sign), two of 4 (without), one of 1. One short field is read, taken apart and
 * written by a script much quicker than ten, and up to 64 bytes stay in a hash's compact form.
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

    /** What reads and writes it in a script. */
    private static final LuaScript FUNCTIONS = LuaScript.of(SideState.class, "side.lua");

    private static final SideState UNKNOWN = new SideState(NONE, 0, 0, 0, 0, 0, 0, 0, 0, false);

    /** A script that deals with sides: {@code read_side} and {@code write_side} are there. */
    public static LuaScript script(Class<?> owner, String name) {
        return LuaScript.of(FUNCTIONS.source() + LuaScript.of(owner, name).source());
    }

    /** The field of the conversation's hash. */
    public static String field(Side side) {
        return Slot.letter(side);
    }

    /** @param field null of a conversation of which nothing was applied yet */
    public static SideState read(@Nullable Response field) {
        if (field == null) {
            return UNKNOWN;
        }
        ByteBuffer numbers = ByteBuffer.wrap(field.toBytes());
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

    private static long sixBytes(ByteBuffer numbers) {
        return (long) numbers.getShort() << Integer.SIZE | Integer.toUnsignedLong(numbers.getInt());
    }
}
