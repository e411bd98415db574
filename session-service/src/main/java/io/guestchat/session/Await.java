package io.guestchat.session;

import io.guestchat.platform.problem.ProblemException;
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
    /** Longer than any healthy answer takes, a broker's change of leader included; shorter than a browser waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Await() {}

    /**
     * What the future brings. Its failure is thrown as it is, for the mappers to tell.
     *
     * @throws ProblemException {@code unavailable} if it brings nothing within {@link #PATIENCE}
     */
    public static <T> T answer(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("a dependency is silent");
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

    /** The answer while something that a request needs is away or catching up. */
    public static ProblemException unavailable() {
        return ProblemException.unavailable(
                "Something this needs is away or catching up; nothing was lost. Try again.");
    }
}
