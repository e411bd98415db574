package io.guestchat.platform.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private static final long DEADLINE = 1_000;

    private final Waiters waiters = new Waiters();

    @Test
    void letsThoseGoWhoseOffsetIsReached() {
        // Given
        Future<Void> near = waiters.add(5, DEADLINE);
        Future<Void> far = waiters.add(6, DEADLINE);

        // When
        waiters.reached(5);

        // Then
        assertTrue(near.succeeded());
        assertFalse(far.isComplete());
    }

    @Test
    void letsNobodyWaitForWhatIsReached() {
        // Given
        waiters.reached(5);
        waiters.reached(2);

        // When
        Future<Void> late = waiters.add(5, DEADLINE);

        // Then
        assertTrue(late.succeeded());
        assertTrue(waiters.startAsking());
        assertTrue(waiters.stopAskingIfNone());
    }

    @Test
    void givesUpAtTheDeadline() {
        // Given
        Future<Void> first = waiters.add(5, DEADLINE);
        Future<Void> second = waiters.add(5, DEADLINE + 10);

        // When
        waiters.expire(DEADLINE + 1);

        // Then
        assertInstanceOf(ViewBehind.class, first.cause());
        assertFalse(second.isComplete());
    }

    @Test
    void failsAllTogether() {
        // Given
        Future<Void> waiting = waiters.add(5, DEADLINE);
        RuntimeException away = new IllegalStateException("away");

        // When
        waiters.fail(away);

        // Then
        assertEquals(away, waiting.cause());
    }

    @Test
    void isAskedForByOneAtATime() {
        // Given
        waiters.add(5, DEADLINE);

        // When, then
        assertTrue(waiters.startAsking());
        assertFalse(waiters.startAsking());
        assertFalse(waiters.stopAskingIfNone());
        waiters.reached(5);
        assertTrue(waiters.stopAskingIfNone());
        assertTrue(waiters.startAsking());
    }

    @Test
    void mayBeWaitedForAgainByWhatFollows() {
        // Given
        AtomicInteger followed = new AtomicInteger();
        waiters.add(5, DEADLINE).onSuccess(v -> waiters.add(6, DEADLINE).onSuccess(w -> followed.incrementAndGet()));

        // When
        waiters.reached(5);
        waiters.reached(6);

        // Then
        assertEquals(1, followed.get());
    }
}
