package io.guestchat.platform.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** Everything to one address, on one connection. */
final class OneNode implements RedisNodes {
    private final RedisLink link;

    OneNode(Vertx vertx, String address) {
        this.link = new RedisLink(vertx, address, null, () -> true);
    }

    @Override
    public void open() {
        link.open();
    }

    @Override
    public void close() {
        link.close();
    }

    @Override
    public boolean connected() {
        return link.current() != null;
    }

    @Override
    public Future<Response> send(Request request) {
        RedisConnection connection = link.current();
        if (connection == null) {
            return Answers.unavailable("not connected", null);
        }
        return connection.send(request).recover(e -> failed(e, connection));
    }

    @Override
    public Future<List<Response>> batch(List<Request> requests) {
        RedisConnection connection = link.current();
        if (connection == null) {
            return Answers.unavailable("not connected", null);
        }
        return connection.batch(requests).recover(e -> failed(e, connection));
    }

    @Override
    public Future<List<Response>> each(Request request) {
        return send(request).map(List::of);
    }

    @Override
    public List<String> keys(List<String> keys) {
        return keys;
    }

    /** Who is no primary any more is left: by now the address may lead to another. */
    private <T> Future<T> failed(Throwable e, RedisConnection from) {
        if (Answers.isDemoted(e)) {
            link.renew(from);
        }
        return Answers.failed(e);
    }
}
