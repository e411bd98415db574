package io.guestchat.relay.presence;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.RelayConfig;
import io.guestchat.relay.log.Slot;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Which side of a conversation holds a socket, and on which node. */
@ApplicationScoped
public class Presence {
    private static final LuaScript ENTER = LuaScript.of(Presence.class, "enter.lua");
    private static final LuaScript LEAVE = LuaScript.of(Presence.class, "leave.lua");

    private final RedisCommands redis;
    private final Nodes nodes;
    private final RelayConfig.Waiting waiting;

    Presence(RedisCommands redis, Nodes nodes, RelayConfig config) {
        this.redis = redis;
        this.nodes = nodes;
        this.waiting = config.waiting();
    }

    /** @param socket unique on this node */
    public void enter(Slot slot, ConversationId id, Side side, long socket) {
        redis.eval(
                ENTER,
                keys(slot, id, side),
                List.of(
                        Slot.letter(side),
                        value(socket),
                        nodes.self(),
                        waiting.again().toMillis()));
    }

    public void leave(Slot slot, ConversationId id, Side side, long socket) {
        redis.eval(
                        LEAVE,
                        keys(slot, id, side),
                        List.of(
                                Slot.letter(side),
                                value(socket),
                                waiting.patience().toMillis()))
                .onFailure(e -> nodes.doubt());
    }

    private static List<String> keys(Slot slot, ConversationId id, Side side) {
        return List.of(slot.presence(id), slot.channel(id, side.other()), slot.mailbox(id, side), slot.waiting());
    }

    /** The node that holds a socket of this side, if one that is alive does. */
    public Future<Optional<String>> node(Slot slot, ConversationId id, Side side) {
        return redis.send(Request.cmd(Command.HGET).arg(slot.presence(id)).arg(Slot.letter(side)))
                .compose(found -> {
                    if (found == null) {
                        return Future.succeededFuture(Optional.empty());
                    }
                    String value = found.toString();
                    String node = value.substring(0, value.indexOf(' '));
                    return nodes.look(node).map(alive -> alive ? Optional.of(node) : Optional.empty());
                });
    }

    /** Passes a signal on to whatever sockets this side holds. */
    public void signal(Slot slot, ConversationId id, Side to, String payload) {
        redis.send(Request.cmd(Command.SPUBLISH).arg(slot.channel(id, to)).arg("g" + payload));
    }

    private String value(long socket) {
        return nodes.self() + " " + socket;
    }
}
