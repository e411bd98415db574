package io.guestchat.relay.mailbox;

/**
 * How much waits in a mailbox.
 *
 * @param bytes of payloads, decoded
 */
public record Fill(int count, long bytes) {
    public Fill plus(int size) {
        return new Fill(count + 1, bytes + size);
    }

    /**
     * Whether an envelope of this size still fits.
     *
     * @param most what a mailbox may hold
     */
    public boolean takes(int size, Fill most) {
        return count < most.count && bytes + size <= most.bytes;
    }
}
