package io.guestchat.platform.redis;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.RedisConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A link to each node of a topology, all for commands or all for pushes. They are served by one event loop. */
final class RedisLinks {
    private final Vertx vertx;
    private final Context context;
    private final Topology topology;
    private final RedisLink.@Nullable Pushes pushes;
    private final Map<String, RedisLink> links = new ConcurrentHashMap<>();
    private volatile boolean closed;

    RedisLinks(Vertx vertx, Topology topology, RedisLink.@Nullable Pushes pushes) {
        this.vertx = vertx;
        // Of its own: what is made on a caller's context ends with the caller.
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.topology = topology;
        this.pushes = pushes;
        topology.onChange(this::follow);
    }

    /** On which connections are made, and hand out what is pushed. */
    Context context() {
        return context;
    }

    /**
     * The connection to a node, or null while there is none; it is being made then. One to a node that serves nothing any more
     * stays until it ends.
     */
    @Nullable
    RedisConnection current(String node) {
        RedisLink link = links.get(node);
        return link == null || link.isClosed() ? open(node) : link.current();
    }

    boolean anyConnected() {
        return links.values().stream().anyMatch(link -> link.current() != null);
    }

    /** To all nodes, as of now. */
    void follow() {
        links.values().removeIf(RedisLink::isClosed);
        topology.nodes().forEach(this::current);
    }

    void close() {
        closed = true;
        links.values().forEach(RedisLink::close);
    }

    private @Nullable RedisConnection open(String node) {
        if (closed) {
            return null;
        }
        return links.compute(node, (n, old) -> {
                    if (old != null && !old.isClosed()) {
                        return old;
                    }
                    RedisLink link = new RedisLink(vertx, topology.url(n), pushes, () -> topology.nodes()
                            .contains(n));
                    context.runOnContext(v -> link.open());
                    return link;
                })
                .current();
    }
}
