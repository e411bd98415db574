package io.guestchat.platform.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one node that is made again whenever it ends, and ended whenever the node stops answering on it: the Vert.x
 * client does neither.
 */
final class RedisLink {
    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final long RETRY_MS = 200;
    private static final long PING_EVERY_MS = 1_000;
    /** Also how long connecting may take: a node that hangs accepts connections and says nothing on them. */
    private static final long SILENCE_MS = 4_000;
    /** Commands on their way at once; more fail at once instead of filling memory. */
    private static final int MAX_WAITING = 200_000;

    /** Takes what is pushed. No command may go to its connections that is answered: a push would be taken for the answer. */
    interface Pushes {
        /** Called with each new connection. */
        void connected(RedisConnection connection);

        void pushed(RedisConnection connection, Response push);
    }

    /** A connection with the client it came from: closing the connection alone would put it back into the client's pool. */
    private record Live(Redis client, RedisConnection connection) {}

    private final Vertx vertx;
    private final RedisOptions options;
    private final @Nullable Pushes pushes;
    private final String name;
    private final BooleanSupplier wanted;
    private final AtomicReference<@Nullable Live> live = new AtomicReference<>();
    private volatile boolean closed;
    private volatile long answeredAt;

    /**
     * A link for commands, or for subscriptions.
     *
     * @param pushes takes what is pushed; null for commands
     * @param wanted asked before each further attempt to connect; the link closes itself once it is not
     */
    RedisLink(Vertx vertx, String url, @Nullable Pushes pushes, BooleanSupplier wanted) {
        this.vertx = vertx;
        this.pushes = pushes;
        this.name = pushes == null ? "commands" : "subscriber";
        this.wanted = wanted;
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
        Live now = live.get();
        return now == null ? null : now.connection();
    }

    boolean isClosed() {
        return closed;
    }

    void open() {
        connect();
        vertx.setPeriodic(PING_EVERY_MS, t -> {
            if (closed) {
                vertx.cancelTimer(t);
            } else {
                watch();
            }
        });
    }

    /** Makes this connection anew, unless it has been: somebody else may answer at the address by now. */
    void renew(RedisConnection demoted) {
        Live now = live.get();
        if (now != null && now.connection() == demoted) {
            lost(now);
        }
    }

    void close() {
        closed = true;
        Live now = live.getAndSet(null);
        if (now != null) {
            now.client().close();
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        Redis client = Redis.createClient(vertx, options);
        client.connect()
                .timeout(SILENCE_MS, TimeUnit.MILLISECONDS)
                .onSuccess(connection -> opened(new Live(client, connection)))
                .onFailure(e -> {
                    LOG.debugf(e, "redis unreachable link=%s", name);
                    client.close();
                    again();
                });
    }

    private void again() {
        if (wanted.getAsBoolean()) {
            vertx.setTimer(RETRY_MS, t -> connect());
        } else {
            closed = true;
        }
    }

    private void opened(Live opened) {
        if (closed) {
            opened.client().close();
            return;
        }
        RedisConnection connection = opened.connection();
        connection.endHandler(v -> lost(opened));
        connection.exceptionHandler(e -> lost(opened));
        answeredAt = System.nanoTime();
        if (pushes != null) {
            connection.handler(push -> {
                answeredAt = System.nanoTime();
                pushes.pushed(connection, push);
            });
        }
        live.set(opened);
        LOG.infof("redis connected link=%s", name);
        if (pushes != null) {
            pushes.connected(connection);
        }
    }

    private void lost(Live ended) {
        if (live.compareAndSet(ended, null)) {
            LOG.warnf("redis connection ended link=%s", name);
            ended.client().close();
            again();
        }
    }

    private void watch() {
        Live now = live.get();
        if (now == null) {
            return;
        }
        if (System.nanoTime() - answeredAt > TimeUnit.MILLISECONDS.toNanos(SILENCE_MS)) {
            LOG.warnf("redis silent link=%s", name);
            lost(now);
            return;
        }
        if (pushes == null) {
            now.connection().send(Request.cmd(Command.PING)).onSuccess(r -> answeredAt = System.nanoTime());
        } else {
            // Answered by a push, although it ends nothing.
            now.connection().send(Request.cmd(Command.UNSUBSCRIBE).arg("nothing"));
        }
    }
}
