package io.guestchat.platform.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a Redis Cluster, as {@code host:port}. They are asked for at first, whenever something shows that they have changed,
 * and now and then anyhow. Any answer may be out of date; who relies on it is redirected, or not answered, and asks again.
 */
final class ClusterTopology implements Topology {
    private static final Logger LOG = Logger.getLogger(ClusterTopology.class);
    /** How many a cluster has. */
    private static final int SLOTS = 16_384;
    /** Several doubts at once are one. */
    private static final long SOON_MS = 100;

    private static final long ANYHOW_MS = 10_000;
    private static final long ANSWER_WITHIN_MS = 1_000;
    /** After none has answered. */
    private static final long RETRY_MS = 500;

    private final Vertx vertx;
    private final List<String> configured;
    private final AtomicReferenceArray<@Nullable String> owners = new AtomicReferenceArray<>(SLOTS);
    private final AtomicBoolean asking = new AtomicBoolean();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<String> nodes = Set.of();
    private volatile long anyhow;
    private volatile boolean closed;

    /** @param urls of some nodes */
    ClusterTopology(Vertx vertx, List<String> urls) {
        this.vertx = vertx;
        this.configured = urls;
    }

    @Override
    public void open() {
        doubtful();
        anyhow = vertx.setPeriodic(ANYHOW_MS, t -> doubtful());
    }

    @Override
    public void close() {
        closed = true;
        vertx.cancelTimer(anyhow);
    }

    @Override
    public @Nullable String owner(int slot) {
        return owners.get(slot);
    }

    @Override
    public Set<String> nodes() {
        return nodes;
    }

    @Override
    public String url(String node) {
        return url(configured.getFirst(), node);
    }

    /** The URL of a node that was heard of: alike but for host and port. */
    static String url(String like, String node) {
        URI uri = URI.create(like);
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.getScheme() + "://" + user + node + query;
    }

    @Override
    public void moved(int slot, String node) {
        owners.set(slot, node);
        doubtful();
        listeners.forEach(Runnable::run);
    }

    @Override
    public void doubtful() {
        if (asking.compareAndSet(false, true)) {
            vertx.setTimer(SOON_MS, t -> ask(candidates()));
        }
    }

    @Override
    public void onChange(Runnable action) {
        listeners.add(action);
    }

    /** In any order: one of them may answer, but be cut off from the others. */
    private List<String> candidates() {
        Set<String> all = new HashSet<>(configured);
        nodes.forEach(node -> all.add(url(node)));
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled);
        return shuffled;
    }

    private void ask(List<String> candidates) {
        if (closed) {
            return;
        }
        if (candidates.isEmpty()) {
            vertx.setTimer(RETRY_MS, t -> ask(candidates()));
            return;
        }
        String url = candidates.getFirst();
        Redis client = Redis.createClient(vertx, new RedisOptions().setConnectionString(url));
        client.connect()
                .compose(connection ->
                        connection.send(Request.cmd(Command.CLUSTER).arg("SLOTS")))
                .map(answer -> owners(answer, URI.create(url).getHost()))
                .timeout(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS)
                .onComplete(answer -> {
                    client.close();
                    if (answer.succeeded()) {
                        asking.set(false);
                        adopt(answer.result());
                    } else {
                        LOG.debugf(answer.cause(), "redis node does not tell of the others");
                        ask(candidates.subList(1, candidates.size()));
                    }
                });
    }

    /** @param host who answered; nodes without a host have the same */
    private static @Nullable String[] owners(@Nullable Response ranges, String host) {
        if (ranges == null || ranges.size() == 0) {
            throw new IllegalArgumentException("a cluster without slots");
        }
        @Nullable String[] owners = new String[SLOTS];
        for (Response range : ranges) {
            Response primary = range.get(2);
            String named = primary.get(0) == null ? "" : primary.get(0).toString();
            String node = node(named.isEmpty() ? host : named, primary.get(1).toInteger());
            Arrays.fill(owners, range.get(0).toInteger(), range.get(1).toInteger() + 1, node);
        }
        return owners;
    }

    private static String node(String host, int port) {
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }

    private void adopt(@Nullable String[] told) {
        for (int slot = 0; slot < SLOTS; slot++) {
            owners.set(slot, told[slot]);
        }
        Set<String> found = Arrays.stream(told).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        if (!found.equals(nodes)) {
            LOG.infof("redis nodes found count=%d", found.size());
            nodes = found;
        }
        listeners.forEach(Runnable::run);
    }
}
