package io.guestchat.platform.redis;

import io.guestchat.platform.telemetry.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Commands and scripts on one multiplexed connection, answered in the order they were sent. A future fails with
 * {@link RedisUnavailable} when Redis cannot be reached; nothing is sent a second time by itself.
 */
@ApplicationScoped
public class RedisCommands {
    private final RedisLink link;
    private final Traces traces;

    protected RedisCommands(Vertx vertx, RedisConfig config, Traces traces) {
        this.traces = traces;
        this.link = new RedisLink(vertx, config.url(), "commands", c -> {});
    }

    @PostConstruct
    void open() {
        link.open();
        link.watch();
    }

    @PreDestroy
    void close() {
        link.close();
    }

    public boolean connected() {
        return link.current() != null;
    }

    public Future<Response> send(Request request) {
        return traces.redis(request.command(), () -> pass(request));
    }

    private Future<Response> pass(Request request) {
        RedisConnection connection = link.current();
        if (connection == null) {
            return Future.failedFuture(new RedisUnavailable("not connected", null));
        }
        return connection.send(request).recover(RedisCommands::unavailable);
    }

    /** Several commands in one write; the answers in their order. */
    public Future<List<Response>> batch(List<Request> requests) {
        RedisConnection connection = link.current();
        if (connection == null) {
            return Future.failedFuture(new RedisUnavailable("not connected", null));
        }
        return traces.redis("PIPELINE", () -> connection.batch(requests).recover(RedisCommands::unavailable));
    }

    /**
     * Runs a script.
     *
     * @param keys all in one hash slot
     * @param args {@link String}, {@link Number}, {@code byte[]} or {@link Buffer} each
     */
    public Future<Response> eval(LuaScript script, List<String> keys, List<?> args) {
        return traces.redis(Command.EVALSHA, () -> pass(request(Command.EVALSHA, script.sha1(), keys, args))
                .recover(e -> e instanceof ErrorType error && error.is("NOSCRIPT")
                        ? pass(request(Command.EVAL, script.source(), keys, args))
                        : Future.failedFuture(e)));
    }

    private static Request request(Command command, String script, List<String> keys, List<?> args) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (Object arg : args) {
            switch (arg) {
                case String s -> request.arg(s);
                case byte[] b -> request.arg(Buffer.buffer(b));
                case Buffer b -> request.arg(b);
                case Number n -> request.arg(n.longValue());
                default -> throw new IllegalArgumentException("not an argument: " + arg.getClass());
            }
        }
        return request;
    }

    /** An error that Redis answered stays what it is, except those by which it says that it cannot serve now. */
    private static <T> Future<T> unavailable(Throwable e) {
        if (e instanceof ErrorType error
                && !error.is("LOADING")
                && !error.is("MASTERDOWN")
                && !error.is("READONLY")
                && !error.is("CLUSTERDOWN")
                && !error.is("TRYAGAIN")) {
            return Future.failedFuture(e);
        }
        return Future.failedFuture(e instanceof RedisUnavailable ? e : new RedisUnavailable("connection lost", e));
    }
}
