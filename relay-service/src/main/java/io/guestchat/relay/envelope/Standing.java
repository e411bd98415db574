package io.guestchat.relay.envelope;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.protocol.frame.ConversationStatus;
import io.guestchat.protocol.frame.Side;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands in the view: what changes with its messages, in one string. Its status in 1 byte, when it was opened in 6,
 * then the member's side and the guest's. All that a batch speaks of is read by one command of a script, and written by one.
 *
 * @param status   null if no record of its session was applied yet
 * @param openedAt in ms since the epoch; 0 while there is no status
 */
public record Standing(@Nullable ConversationStatus status, long openedAt, SideState member, SideState guest) {
    private static final Standing UNKNOWN = new Standing(null, 0, SideState.UNKNOWN, SideState.UNKNOWN);

    /** What reads and writes it in a script. */
    private static final LuaScript FUNCTIONS = LuaScript.of(Standing.class, "standing.lua");

    /** A script that deals with standings: {@code standing.lua} stands before it. */
    public static LuaScript script(Class<?> owner, String name) {
        return LuaScript.of(FUNCTIONS.source() + LuaScript.of(owner, name).source());
    }

    /** How a status is written; 0 is none. */
    public static int code(ConversationStatus status) {
        return switch (status) {
            case OPEN -> 1;
            case ENDED -> 2;
        };
    }

    /** @param value null of a conversation of which nothing was applied yet */
    public static Standing read(@Nullable Response value) {
        if (value == null) {
            return UNKNOWN;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value.toBytes());
        int code = bytes.get();
        return new Standing(
                code == 0
                        ? null
                        : code == code(ConversationStatus.OPEN) ? ConversationStatus.OPEN : ConversationStatus.ENDED,
                SideState.sixBytes(bytes),
                SideState.read(bytes),
                SideState.read(bytes));
    }

    public SideState of(Side side) {
        return side == Side.MEMBER ? member : guest;
    }
}
