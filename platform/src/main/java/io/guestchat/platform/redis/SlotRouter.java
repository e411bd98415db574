package io.guestchat.platform.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.RequestImpl;
import io.vertx.redis.client.impl.ZModem;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each command to the node that serves the slot of its first key, on one connection a node. */
final class SlotRouter implements RedisNodes {
    /** Nodes that send a command on, one after the other, until it counts as not to be served now. */
    private static final int REDIRECTIONS = 5;

    /** The slot of commands without keys, which any node serves. */
    private static final int NO_SLOT = -1;

    private final VertxInternal vertx;
    private final ClusterTopology topology;
    private final RedisLinks links;

    SlotRouter(Vertx vertx, ClusterTopology topology) {
        this.vertx = (VertxInternal) vertx;
        this.topology = topology;
        this.links = new RedisLinks(vertx, topology, null);
    }

    @Override
    public void open() {
        links.follow();
    }

    @Override
    public void close() {
        links.close();
    }

    /** Whether a part of the nodes is there: that others are not shows in what they are asked. */
    @Override
    public boolean connected() {
        return links.anyConnected();
    }

    @Override
    public Future<Response> send(Request request) {
        return send(slot(request), request);
    }

    /**
     * Slots side by side, the commands of one slot one after the other: while a slot is on its way to another node, one command can
     * be sent on and the next not, and would overtake it.
     */
    @Override
    public Future<List<Response>> batch(List<Request> requests) {
        Promise<List<Response>> promise = vertx.promise();
        links.context().runOnContext(v -> {
            List<Future<Response>> answers = new ArrayList<>(requests.size());
            Map<Integer, Future<Response>> lastOfSlot = new HashMap<>();
            for (Request request : requests) {
                int slot = slot(request);
                Future<Response> answer = lastOfSlot.compute(
                        slot,
                        (s, before) ->
                                before == null ? send(slot, request) : before.transform(done -> send(slot, request)));
                answers.add(answer);
            }
            Future.join(answers).<List<Response>>map(all -> all.list()).onComplete(promise);
        });
        return promise.future();
    }

    @Override
    public Future<List<Response>> each(Request request) {
        return Future.join(topology.nodes().stream()
                        .map(node -> send(node, request, 0))
                        .toList())
                .<List<Response>>map(all -> all.list());
    }

    /**
     * One more, of the same slot, that never exists: while the slot is on its way to another node, Redis then runs the script on
     * neither. It would otherwise run where its keys are, and not see those of its slot that it does not declare.
     */
    @Override
    public List<String> keys(List<String> keys) {
        List<String> guarded = new ArrayList<>(keys.size() + 1);
        guarded.addAll(keys);
        String first = keys.getFirst();
        int tag = first.indexOf('{');
        guarded.add((tag < 0 ? "{" + first + "}" : first.substring(tag, first.indexOf('}', tag) + 1)) + ":whole");
        return guarded;
    }

    private static int slot(Request request) {
        List<byte[]> keys = ((RequestImpl) request).keys();
        return keys.isEmpty() ? NO_SLOT : ZModem.generate(keys.getFirst());
    }

    private Future<Response> send(int slot, Request request) {
        String node = slot == NO_SLOT ? anyNode() : topology.owner(slot);
        if (node == null) {
            topology.doubtful();
            return Answers.unavailable("nobody serves the slot", null);
        }
        return send(node, request, REDIRECTIONS);
    }

    private @Nullable String anyNode() {
        return topology.nodes().stream()
                .filter(node -> links.current(node) != null)
                .findAny()
                .orElse(null);
    }

    private Future<Response> send(String node, Request request, int redirections) {
        RedisConnection connection = links.current(node);
        if (connection == null) {
            topology.doubtful();
            return Answers.unavailable("not connected", null);
        }
        return connection.send(request).recover(e -> failed(e, node, request, redirections));
    }

    private Future<Response> failed(Throwable e, String from, Request request, int redirections) {
        Redirection redirection = redirections == 0 ? null : Redirection.read(e, from);
        return switch (redirection) {
            case null -> {
                Future<Response> failed = Answers.failed(e);
                if (failed.cause() instanceof RedisUnavailable) {
                    topology.doubtful();
                }
                yield failed;
            }
            case Redirection.Moved moved -> {
                topology.moved(moved.slot(), moved.node());
                yield send(moved.node(), request, redirections - 1);
            }
            case Redirection.Ask ask -> asking(ask.node(), request, redirections - 1);
        };
    }

    /** Both in one write: nothing may come between them. */
    private Future<Response> asking(String node, Request request, int redirections) {
        RedisConnection connection = links.current(node);
        if (connection == null) {
            return Answers.unavailable("not connected", null);
        }
        return connection
                .batch(List.of(Request.cmd(Command.ASKING), request))
                .map(answers -> answers.get(1))
                .recover(e ->
                        failed(e instanceof ErrorType error ? Answers.single(error) : e, node, request, redirections));
    }
}
