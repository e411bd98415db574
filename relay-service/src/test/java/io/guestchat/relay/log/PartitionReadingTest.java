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
        reading.sought(10);
        reading.polled(10);
        assertTrue(reading.admit(10));
        reading.applied(20);
        reading.polled(20);
        // When Redis was wiped and the consumer has been moved back
        reading.lost();
        reading.sought(0);
        reading.polled(0);
        // Then the old batch is dropped, and the first after the seek is not
        assertFalse(reading.admit(20));
        assertTrue(reading.admit(0));
    }

    @Test
    void aCompactedStartIsKnownByWhatWasPolledFirst() {
        reading.sought(0);
        reading.polled(7);
        assertFalse(reading.admit(5));
        assertTrue(reading.admit(7));
        assertTrue(reading.admit(9));
    }

    @Test
    void redisContradictsOnlyWhileNothingIsInFlight() {
        reading.sought(5);
        assertFalse(reading.contradicts(5));
        assertTrue(reading.contradicts(BatchEffect.ABSENT));
        reading.polled(5);
        reading.admit(5);
        assertFalse(reading.contradicts(8));
        reading.applied(8);
        assertFalse(reading.contradicts(8));
        assertEquals(8, reading.position());
    }
}
