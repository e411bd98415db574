package io.guestchat.platform.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis that is made again whenever it ends, and ended whenever Redis stops answering on it: the Vert.x
 * client does neither.
 */
final class RedisLink {
    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final long RETRY_MS = 200;
    private static final long PING_EVERY_MS = 1_000;
    private static final long SILENCE_MS = 4_000;
    /** Commands on their way at once; more fail at once instead of filling memory. */
    private static final int MAX_WAITING = 200_000;

    /** A connection with the client it came from: closing the connection alone would put it back into the client's pool. */
    private record Live(Redis client, RedisConnection connection) {}

    private final Vertx vertx;
    private final RedisOptions options;
    private final String name;
    private final Consumer<RedisConnection> onConnected;
    private volatile @Nullable Live live;
    private volatile boolean closed;
    private volatile long answeredAt;

    /** @param onConnected called with each new connection, once {@link #current()} gives it out */
    RedisLink(Vertx vertx, String url, String name, Consumer<RedisConnection> onConnected) {
        this.vertx = vertx;
        this.name = name;
        this.onConnected = onConnected;
        this.options = new RedisOptions()
                .setConnectionString(url)
                .setPoolName(name)
                .setMetricsName(name)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setMaxWaitingHandlers(MAX_WAITING);
    }

    @Nullable
    RedisConnection current() {
        Live now = live;
        return now == null ? null : now.connection();
    }

    void open() {
        if (closed) {
            return;
        }
        Redis client = Redis.createClient(vertx, options);
        client.connect()
                .onSuccess(connection -> {
                    Live opened = new Live(client, connection);
                    connection.endHandler(v -> lost(opened));
                    connection.exceptionHandler(e -> lost(opened));
                    answeredAt = System.nanoTime();
                    live = opened;
                    LOG.infof("redis connected link=%s", name);
                    onConnected.accept(connection);
                })
                .onFailure(e -> {
                    LOG.debugf(e, "redis unreachable link=%s", name);
                    client.close();
                    vertx.setTimer(RETRY_MS, t -> open());
                });
    }

    private void lost(Live ended) {
        if (live == ended) {
            live = null;
            LOG.warnf("redis connection ended link=%s", name);
            ended.client().close();
            vertx.setTimer(RETRY_MS, t -> open());
        }
    }

    /** Pings now and then, and ends a connection on which nothing is answered any more. */
    void watch() {
        vertx.setPeriodic(PING_EVERY_MS, t -> {
            Live now = live;
            if (now == null) {
                if (closed) {
                    vertx.cancelTimer(t);
                }
                return;
            }
            if (System.nanoTime() - answeredAt > TimeUnit.MILLISECONDS.toNanos(SILENCE_MS)) {
                LOG.warnf("redis silent link=%s", name);
                lost(now);
                return;
            }
            now.connection().send(Request.cmd(Command.PING)).onSuccess(r -> answeredAt = System.nanoTime());
        });
    }

    void close() {
        closed = true;
        Live now = live;
        live = null;
        if (now != null) {
            now.client().close();
        }
    }
}
