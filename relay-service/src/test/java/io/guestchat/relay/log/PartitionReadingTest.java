package io.guestchat.relay.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PartitionReadingTest {
    private final PartitionReading reading = new PartitionReading();

    @Test
    void nothingIsAdmittedBeforeTheFirstSeek() {
        assertFalse(reading.admit(10));
    }

    @Test
    void batchesPolledBeforeASeekAreDropped() {
        // Given a reading that flows, with a batch from 20 still in the channel
        reading.sought(10, 0);
        reading.polled(10);
        assertTrue(reading.admit(10));
        reading.applied(20);
        reading.polled(20);
        // When Redis was wiped and the consumer has been moved back
        reading.lost();
        reading.sought(0, 0);
        reading.polled(0);
        // Then the old batch is dropped, and the first after the seek is not
        assertFalse(reading.admit(20));
        assertTrue(reading.admit(0));
    }

    @Test
    void aCompactedStartIsKnownByWhatWasPolledFirst() {
        reading.sought(0, 0);
        reading.polled(7);
        assertFalse(reading.admit(5));
        assertTrue(reading.admit(7));
        assertTrue(reading.admit(9));
    }

    @Test
    void redisContradictsOnlyWhileNothingIsInFlight() {
        reading.sought(5, 0);
        assertFalse(reading.contradicts(5));
        assertTrue(reading.contradicts(BatchEffect.ABSENT));
        reading.polled(5);
        reading.admit(5);
        assertFalse(reading.contradicts(8));
        reading.applied(8);
        assertFalse(reading.contradicts(8));
        assertEquals(8, reading.position());
    }

    @Test
    void whatWasFoundLongEnoughHasSettledAndStaysSo() {
        // Given a position that is found twice, with less than 10 ns between
        reading.sought(5, 2);
        reading.found(100, 10);
        reading.found(109, 10);
        assertEquals(2, reading.settled());
        // When it is found once more after that
        reading.found(110, 10);
        assertEquals(5, reading.settled());
        // Then a Redis that was wiped, and read into again, takes nothing back
        reading.lost();
        reading.found(120, 10);
        reading.sought(0, 3);
        reading.found(130, 10);
        reading.found(140, 10);
        assertEquals(5, reading.settled());
    }
}
