package io.guestchat.platform.redis;

import io.guestchat.platform.telemetry.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Commands and scripts on one multiplexed connection to each node, answered in the order they were sent. A future fails with
 * {@link RedisUnavailable} when Redis cannot be reached, or says that it cannot serve now; nothing is sent a second time by itself,
 * except what a node of a cluster did not run because it is another's.
 */
@ApplicationScoped
public class RedisCommands {
    private final RedisNodes nodes;
    private final Traces traces;

    @Inject
    RedisCommands(Vertx vertx, Topology topology, Traces traces) {
        this.traces = traces;
        this.nodes = switch (topology) {
            case FixedTopology fixed -> new OneNode(vertx, fixed.address());
            case ClusterTopology cluster -> new SlotRouter(vertx, cluster);
        };
    }

    /** Another way to the same, for a test that stands between. */
    protected RedisCommands(RedisCommands open) {
        this.traces = open.traces;
        this.nodes = open.nodes;
    }

    @PostConstruct
    void open() {
        nodes.open();
    }

    @PreDestroy
    void close() {
        nodes.close();
    }

    /** Whether Redis is there; of several nodes, one of them. */
    public boolean connected() {
        return nodes.connected();
    }

    public Future<Response> send(Request request) {
        return traces.redis(request.command(), () -> nodes.send(request));
    }

    /**
     * Several commands, in one write if there is one server. The answers come in their order; in a cluster, only commands of one
     * slot take effect in it.
     */
    public Future<List<Response>> batch(List<Request> requests) {
        return traces.redis("PIPELINE", () -> nodes.batch(requests));
    }

    /** A command without keys, to each node that holds a part of what there is: all answers. */
    public Future<List<Response>> toEachNode(Request request) {
        return traces.redis(request.command(), () -> nodes.each(request));
    }

    /**
     * Runs a script.
     *
     * @param keys all in one hash slot, as is whatever else the script touches; there may be one more in {@code KEYS}, at the end
     * @param args {@link String}, {@link Number}, {@code byte[]} or {@link Buffer} each
     */
    public Future<Response> eval(LuaScript script, List<String> keys, List<?> args) {
        List<String> all = nodes.keys(keys);
        return traces.redis(Command.EVALSHA, () -> nodes.send(request(Command.EVALSHA, script.sha1(), all, args))
                .recover(e -> e instanceof ErrorType error && error.is("NOSCRIPT")
                        ? nodes.send(request(Command.EVAL, script.source(), all, args))
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
}
