package io.guestchat.relay.mailbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.protocol.limit.Limits;
import org.junit.jupiter.api.Test;

class FillTest {
    private static final Fill MOST = new Fill(Limits.MAILBOX_ENVELOPES, Limits.MAILBOX_BYTES);

    @Test
    void aMailboxTakesAThousandEnvelopes() {
        assertTrue(new Fill(999, 0).takes(1, MOST));
        assertFalse(new Fill(999, 0).plus(1).takes(1, MOST));
    }

    @Test
    void andFourMebibytes() {
        assertTrue(new Fill(1, 4 * 1024 * 1024 - 10).takes(10, MOST));
        assertFalse(new Fill(1, 4 * 1024 * 1024 - 10).takes(11, MOST));
    }
}
