package io.guestchat.relay.connection;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.relay.admission.Identity;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Which connection of an identity is the newest, across all nodes: each claims a number, the highest wins. */
@ApplicationScoped
public class Claims {
    private static final LuaScript CLAIM = LuaScript.of(Claims.class, "claim.lua");
    private static final long REMEMBERED_SECONDS = Duration.ofDays(1).toSeconds();

    private final RedisCommands redis;

    Claims(RedisCommands redis) {
        this.redis = redis;
    }

    /** Makes the caller the newest; older ones hear of it on the channel. */
    public Future<Long> claim(Identity identity) {
        return redis.eval(CLAIM, List.of(key(identity), channel(identity)), List.of(REMEMBERED_SECONDS))
                .map(number -> Long.parseLong(number.toString()));
    }

    /** The newest number; {@code own} again if it is not known, which then is what others find. */
    public Future<Long> newest(Identity identity, long own) {
        return redis.send(Request.cmd(Command.SET)
                        .arg(key(identity))
                        .arg(own)
                        .arg("NX")
                        .arg("EX")
                        .arg(REMEMBERED_SECONDS)
                        .arg("GET"))
                .map(newest -> newest == null ? own : Long.parseLong(newest.toString()));
    }

    /** Sharded channel; a message is the newest number. */
    public String channel(Identity identity) {
        return "idw:{" + identity.key() + "}";
    }

    private static String key(Identity identity) {
        return "id:{" + identity.key() + "}";
    }
}
