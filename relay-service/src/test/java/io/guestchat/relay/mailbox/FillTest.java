package io.guestchat.relay.mailbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FillTest {
    @Test
    void aMailboxTakesAThousandEnvelopes() {
        assertTrue(new Fill(999, 0).takes(1));
        assertFalse(new Fill(999, 0).plus(1).takes(1));
    }

    @Test
    void andFourMebibytes() {
        assertTrue(new Fill(1, 4 * 1024 * 1024 - 10).takes(10));
        assertFalse(new Fill(1, 4 * 1024 * 1024 - 10).takes(11));
    }
}
