package io.guestchat.relay.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PartitionReadingTest {
    private final PartitionReading reading = new PartitionReading(0);

    @Test
    void nothingIsAdmittedBeforeTheFirstSeek() {
        assertFalse(reading.admit(10));
    }

    @Test
    void batchesPolledBeforeASeekAreDropped() {
        // Given a reading that flows, with a batch from 20 still in the channel
        reading.sought(10, 0, 0);
        reading.polled(10);
        assertTrue(reading.admit(10));
        reading.applied(20, 0);
        reading.polled(20);
        // When Redis was wiped and the consumer has been moved back
        reading.lost();
        reading.sought(0, 0, 0);
        reading.polled(0);
        // Then the old batch is dropped, and the first after the seek is not
        assertFalse(reading.admit(20));
        assertTrue(reading.admit(0));
    }

    @Test
    void aCompactedStartIsKnownByWhatWasPolledFirst() {
        reading.sought(0, 0, 0);
        reading.polled(7);
        assertFalse(reading.admit(5));
        assertTrue(reading.admit(7));
        assertTrue(reading.admit(9));
    }

    @Test
    void redisContradictsOnlyWhileNothingIsInFlight() {
        reading.sought(5, 0, 0);
        assertFalse(reading.contradicts(5, 5));
        assertTrue(reading.contradicts(BatchEffect.ABSENT, 5));
        reading.polled(5);
        reading.admit(5);
        assertFalse(reading.contradicts(8, 5));
        reading.applied(8, 0);
        assertFalse(reading.contradicts(8, 8));
        assertEquals(8, reading.position());
    }

    @Test
    void whatWasAppliedSinceRedisWasAskedExplainsItsAnswer() {
        reading.sought(5, 0, 0);
        reading.polled(5);
        reading.admit(5);
        reading.applied(8, 0);
        assertFalse(reading.contradicts(5, 5));
        assertTrue(reading.contradicts(5, 8));
    }

    @Test
    void aLostPositionIsBehindByTheWholeLog() {
        reading.sought(5, 0, 0);
        assertEquals(3, reading.behind(8));
        reading.lost();
        assertEquals(8, reading.behind(8));
        assertEquals(100, reading.waiting(8, 100));
    }

    @Test
    void whatWasFoundLongEnoughHasSettledAndStaysSo() {
        // Given a position that is found twice, with less than 10 ns between
        reading.sought(5, 2, 0);
        reading.found(100, 10);
        reading.found(109, 10);
        assertEquals(2, reading.settled());
        // When it is found once more after that
        reading.found(110, 10);
        assertEquals(5, reading.settled());
        // Then a Redis that was wiped, and read into again, takes nothing back
        reading.lost();
        reading.found(120, 10);
        reading.sought(0, 3, 0);
        reading.found(130, 10);
        reading.found(140, 10);
        assertEquals(5, reading.settled());
    }

    @Test
    void whatIsNotAppliedHasWaitedSinceWhatWasAppliedLast() {
        // Given a reading that was moved to 10 at the time 1,000, and has applied what was written up to 1,500
        reading.sought(10, 0, 1_000);
        reading.polled(10);
        reading.admit(10);
        assertEquals(200, reading.waiting(30, 1_200));
        reading.applied(20, 1_500);
        assertEquals(700, reading.waiting(30, 2_200));
        assertFalse(reading.isLive());
        // When the log was found to end there at the time 2,000
        reading.ended(20, 2_000);
        // Then nothing waits, and what comes later does not wait from before
        assertTrue(reading.isLive());
        assertEquals(0, reading.waiting(20, 9_000));
        assertEquals(200, reading.waiting(30, 2_200));
    }

    @Test
    void whileAViewIsRebuiltWaitingBeginsWithThat() {
        // Given a reading that is at the log's end
        reading.sought(10, 0, 1_000);
        reading.ended(10, 1_000);
        // When Redis was wiped
        reading.lost();
        reading.sought(0, 0, 5_000);
        // Then old records have not waited since they were written, and the end is not reached
        reading.applied(4, 200);
        assertEquals(300, reading.waiting(10, 5_300));
        assertFalse(reading.isLive());
    }
}
