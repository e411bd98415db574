package io.guestchat.relay.envelope;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.protocol.frame.Side;
import io.guestchat.relay.log.Slot;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a side of a conversation stands in the view: one field of the conversation's hash, named by the side's letter. Eight numbers, each an
 * 8-byte IEEE 754 double, big-endian, for that is what scripts in Redis count with: whole numbers up to 2<sup>53</sup>. One field is read,
 * taken apart and written much quicker there than eight, and 64 bytes are the longest that Redis keeps in a hash's compact form.
 *
 * @param n            its highest n that was applied; {@value #NONE} if none was
 * @param acknowledged the highest seq that it has acknowledged
 * @param last         the highest seq that was ever put into its mailbox
 * @param total        decoded bytes that were ever put into its mailbox
 * @param released     those of them that are not in it any more
 * @param delivered    the highest of its n that the peer has acknowledged
 * @param rested       when it may send a whole burst again, in ms since the epoch
 * @param base         its highest n that acknowledgements of either side vouch for: the log may not have it any more
 */
public record SideState(
        long n, long acknowledged, long last, long total, long released, long delivered, long rested, long base) {
    /** No n was applied yet. */
    public static final long NONE = -1;

    /** What reads and writes it in a script. */
    private static final LuaScript FUNCTIONS = LuaScript.of(SideState.class, "side.lua");

    private static final SideState UNKNOWN = new SideState(NONE, 0, 0, 0, 0, 0, 0, 0);

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
                next(numbers),
                next(numbers),
                next(numbers),
                next(numbers),
                next(numbers),
                next(numbers),
                next(numbers),
                next(numbers));
    }

    private static long next(ByteBuffer numbers) {
        return (long) numbers.getDouble();
    }
}
