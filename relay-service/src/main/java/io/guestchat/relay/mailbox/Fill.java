package io.guestchat.relay.mailbox;

import io.guestchat.protocol.limit.Limits;

/**
 * How much waits in a mailbox.
 *
 * @param bytes of payloads, decoded
 */
public record Fill(int count, long bytes) {
    public Fill plus(int size) {
        return new Fill(count + 1, bytes + size);
    }

    /** Whether an envelope of this size still fits. */
    public boolean takes(int size) {
        return count < Limits.MAILBOX_ENVELOPES && bytes + size <= Limits.MAILBOX_BYTES;
    }
}
