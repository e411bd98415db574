package io.guestchat.relay.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SendOrderTest {
    private final SendOrder order = new SendOrder(4);

    @Test
    void continuesBehindWhatWasAccepted() {
        assertInstanceOf(SendOrder.Accepted.class, order.offer(4));
        assertInstanceOf(SendOrder.Append.class, order.offer(5));
        assertEquals(new SendOrder.Gap(5), order.offer(6));
    }

    @Test
    void anAppendOnItsWayIsNotAppendedAgain() {
        order.appending();
        assertInstanceOf(SendOrder.Pending.class, order.offer(5));
        assertInstanceOf(SendOrder.Append.class, order.offer(6));
    }

    @Test
    void confirmationsInOrderAccept() {
        int epoch = order.appending();
        order.appending();
        assertTrue(order.confirmed(5, epoch));
        assertTrue(order.confirmed(6, epoch));
        assertEquals(6, order.accepted());
    }

    @Test
    void behindAFailureNothingIsAcceptedUntilItIsSentAgain() {
        // Given 5, 6 and 7 on their way
        int first = order.appending();
        order.appending();
        order.appending();
        assertTrue(order.confirmed(5, first));
        // When 6 fails, and 7 turns out to be in the log
        order.failed(6, first);
        // Then 7 does not count, and 6 is next
        assertFalse(order.confirmed(7, first));
        assertEquals(5, order.accepted());
        assertEquals(new SendOrder.Gap(6), order.offer(7));
        int second = order.appending();
        assertTrue(order.confirmed(6, second));
        assertInstanceOf(SendOrder.Append.class, order.offer(7));
    }

    @Test
    void aConfirmationBeforeTheFailureStillCounts() {
        int epoch = order.appending();
        order.appending();
        order.failed(6, epoch);
        assertTrue(order.confirmed(5, epoch));
        assertEquals(5, order.accepted());
    }

    @Test
    void anEarlierFailureMovesBackFurther() {
        int epoch = order.appending();
        order.appending();
        order.failed(6, epoch);
        order.failed(5, epoch);
        assertInstanceOf(SendOrder.Append.class, order.offer(5));
    }
}
