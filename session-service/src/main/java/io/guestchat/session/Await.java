package io.guestchat.session;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.problem.ProblemCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Waiting, as this service does it: every request runs on a virtual thread and waits for Redis and Kafka in plain sequence. What
 * does not come in time is "unavailable": the caller is told to try again, and nothing is guessed.
 */
public final class Await {
    private static final Logger LOG = Logger.getLogger(Await.class);
    /** Longer than any healthy answer takes; shorter than a browser waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Await() {}

    /** @throws ProblemException {@code unavailable} if the answer fails or takes longer than {@link #PATIENCE} */
    public static <T> T answer(Future<T> future) {
        return answer(future, PATIENCE);
    }

    /** Like {@link #answer(Future)}, with a patience of its own. */
    public static <T> T answer(Future<T> future, Duration patience) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.warnf("dependency failed cause=%s", cause.getClass().getSimpleName());
            LOG.debug("dependency failed", cause);
            throw unavailable();
        } catch (TimeoutException e) {
            LOG.warn("dependency silent");
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    /** Pauses between two looks at something that changes by itself. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    public static ProblemException unavailable() {
        return new ProblemException(ProblemCode.UNAVAILABLE, "Something this needs is away or catching up; try again.");
    }
}
