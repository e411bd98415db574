package io.guestchat.scenarios.trace;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The suite's Redis, by a client of our own. */
public final class RedisTraces implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;

    /** Connects on first use. */
    public RedisTraces(String url) {
        redis = Redis.createClient(vertx, url);
    }

    /** Every key and every value, whatever its type. */
    public List<Trace> read() {
        List<Trace> traces = new ArrayList<>();
        for (String key : keys()) {
            traces.add(Trace.of("key " + key, key));
            values(key).forEach(value -> addAll(traces, "value of " + key, value));
        }
        return traces;
    }

    /** Empties it, as a lost Redis would come back. */
    public void flushAll() {
        send(Request.cmd(Command.FLUSHALL));
    }

    @Override
    public void close() {
        redis.close();
        vertx.close();
    }

    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        String cursor = "0";
        do {
            Response page =
                    send(Request.cmd(Command.SCAN).arg(cursor).arg("COUNT").arg(1000));
            cursor = page.get(0).toString();
            page.get(1).forEach(key -> keys.add(key.toString()));
        } while (!cursor.equals("0"));
        return keys;
    }

    private List<Response> values(String key) {
        String type = send(Request.cmd(Command.TYPE).arg(key)).toString();
        List<Request> reading =
                switch (type) {
                    case "string" -> List.of(Request.cmd(Command.GET).arg(key));
                    case "hash" ->
                        List.of(
                                Request.cmd(Command.HKEYS).arg(key),
                                Request.cmd(Command.HVALS).arg(key));
                    case "set" -> List.of(Request.cmd(Command.SMEMBERS).arg(key));
                    case "list" ->
                        List.of(Request.cmd(Command.LRANGE).arg(key).arg(0).arg(-1));
                    case "zset" ->
                        List.of(Request.cmd(Command.ZRANGE).arg(key).arg(0).arg(-1));
                    case "stream" ->
                        List.of(Request.cmd(Command.XRANGE).arg(key).arg("-").arg("+"));
                    case "none" -> List.<Request>of(); // expired meanwhile
                    default -> throw new IllegalStateException("a type not looked into: " + type);
                };
        return reading.stream().map(this::send).filter(Objects::nonNull).toList();
    }

    private static void addAll(List<Trace> traces, String where, Response value) {
        switch (value.type()) {
            case MULTI, PUSH -> value.forEach(part -> addAll(traces, where, part));
            default -> traces.add(new Trace(where, value.toBytes()));
        }
    }

    private @Nullable Response send(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }
}
