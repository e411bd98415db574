package io.guestchat.platform.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** Where commands go. */
sealed interface RedisNodes permits OneNode, SlotRouter {
    void open();

    void close();

    boolean connected();

    Future<Response> send(Request request);

    Future<List<Response>> batch(List<Request> requests);

    /** The same to each node that holds a part of what there is, and all answers. */
    Future<List<Response>> each(Request request);

    /** The keys with which a script is to be called. */
    List<String> keys(List<String> keys);
}
