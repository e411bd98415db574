package io.guestchat.relay.presence;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.Base64Url;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which relay nodes are alive: each renews a key of its own, the others look at the keys of those that hold a peer of theirs.
 * So a node that dies takes its sockets' presence with it: after its key's life, {@value #MISSES} looks, and the second in
 * which each connection looks here, 4 s at most; the protocol's clients may count on 5 s.
 */
@ApplicationScoped
public class Nodes {
    private static final long RENEW_MS = 500;
    private static final long LIFE_MS = 2_000;
    /** Looks in a row that must find a node missing: a wiped Redis has no keys for a moment. */
    private static final int MISSES = 2;
    /** Looks until a dead node is looked at no more; whoever had a peer there has noticed by then. */
    private static final int FORGOTTEN_AFTER = 100;

    private final RedisCommands redis;
    private final Vertx vertx;
    private volatile String self = random();
    /** There may be sockets in Redis, under this node's id, that are gone. */
    private volatile boolean doubtful;

    private long renewing;
    /** Other nodes → looks in a row that found them missing. */
    private final Map<String, Integer> others = new ConcurrentHashMap<>();

    private final List<Runnable> onForgotten = new CopyOnWriteArrayList<>();

    Nodes(RedisCommands redis, Vertx vertx) {
        this.redis = redis;
        this.vertx = vertx;
    }

    void started(@Observes StartupEvent event) {
        renew();
        renewing = vertx.setPeriodic(RENEW_MS, t -> {
            renew();
            others.keySet().forEach(this::look);
        });
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(renewing);
    }

    /** This node's id: a new one at each start, and after {@link #doubt}. */
    public String self() {
        return self;
    }

    /**
     * Redis may not have heard that a socket went: it would count as there for as long as this node lives. So the node takes another
     * id, the old one dies as that of a dead node does, and what is still here registers again.
     */
    void doubt() {
        doubtful = true;
    }

    /** Runs when Redis has forgotten this node, and so what it had registered there; and when the node has taken another id. */
    public void onForgotten(Runnable action) {
        onForgotten.add(action);
    }

    /** As far as is known; a node seen for the first time counts as alive until looked at. */
    public boolean alive(String node) {
        return node.equals(self) || others.computeIfAbsent(node, n -> 0) < MISSES;
    }

    /** Like {@link #alive}, having looked if the node was not known. */
    Future<Boolean> look(String node) {
        if (node.equals(self)) {
            return Future.succeededFuture(true);
        }
        return redis.send(Request.cmd(Command.EXISTS).arg(key(node))).map(found -> {
            boolean exists = found.toInteger() == 1;
            others.compute(node, (n, misses) -> {
                if (exists) {
                    return 0;
                }
                int missed = misses == null ? 1 : misses + 1;
                return missed > FORGOTTEN_AFTER ? null : missed;
            });
            return exists;
        });
    }

    private void renew() {
        boolean another = doubtful;
        String id = another ? random() : self;
        redis.send(Request.cmd(Command.SET)
                        .arg(key(id))
                        .arg("1")
                        .arg("PX")
                        .arg(LIFE_MS)
                        .arg("GET"))
                .onSuccess(before -> {
                    if (another) {
                        doubtful = false;
                        self = id;
                    }
                    if (before == null) {
                        onForgotten.forEach(Runnable::run);
                    }
                })
                // A Redis that takes over from another may lack what that one had heard last.
                .onFailure(e -> doubt());
    }

    private static String key(String node) {
        return "node:" + node;
    }

    private static String random() {
        byte[] bytes = new byte[9];
        new SecureRandom().nextBytes(bytes);
        return Base64Url.encode(bytes);
    }
}
