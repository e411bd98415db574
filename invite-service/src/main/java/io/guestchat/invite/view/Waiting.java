package io.guestchat.invite.view;

import io.guestchat.platform.redis.RedisUnavailable;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Waits for Redis on a virtual thread. */
public final class Waiting {
    /** Longer than anything that is waited for may take by itself. */
    private static final long SECONDS = 10;

    private Waiting() {}

    /** What the future brings; what it fails with is thrown, and {@link RedisUnavailable} if it takes too long. */
    public static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new RedisUnavailable("no answer", e.getCause());
        }
    }
}
