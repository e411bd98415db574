package io.guestchat.platform.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the errors mean that Redis, or its client, answers with. */
final class Answers {
    /** The server is no primary now, or cut off from its replicas: another one may have taken its place. */
    private static final Set<String> DEMOTED = Set.of("READONLY", "MASTERDOWN", "LOADING", "NOREPLICAS");

    /** The server, or the cluster, cannot serve now for another reason. */
    private static final Set<String> BUSY =
            Set.of("CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK", "MISCONF", "OOM", "CONNECTION_CLOSED");

    private Answers() {}

    static boolean isDemoted(Throwable e) {
        return e instanceof ErrorType error && DEMOTED.contains(code(error));
    }

    /** An error that Redis answered stays what it is, except those by which it says that it cannot serve now. */
    static <T> Future<T> failed(Throwable e) {
        if (e instanceof RedisUnavailable
                || (e instanceof ErrorType error && !isDemoted(e) && !BUSY.contains(code(error)))) {
            return Future.failedFuture(e);
        }
        return unavailable(e instanceof ErrorType error ? code(error) : "connection lost", e);
    }

    static <T> Future<T> unavailable(String message, @Nullable Throwable cause) {
        return Future.failedFuture(new RedisUnavailable(message, cause));
    }

    /** The error's first word; of several commands in one write, the first error's. */
    private static String code(ErrorType error) {
        String message = String.valueOf(single(error).getMessage());
        int end = 0;
        while (end < message.length() && !Character.isWhitespace(message.charAt(end))) {
            end++;
        }
        return message.substring(0, end);
    }

    /** Without the {@code ERR [0] } that the client puts before each error of several commands in one write. */
    static ErrorType single(ErrorType error) {
        String message = String.valueOf(error.getMessage());
        return message.startsWith("ERR [") ? ErrorType.create(message.substring(message.indexOf(']') + 2)) : error;
    }
}
