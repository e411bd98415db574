package io.guestchat.relay.log;

/**
 * Where this node stands in one partition that it owns.
 *
 * <pre>
 *            sought               polled                 admitted
 *  Lost ──────────────▶ Sought ──────────▶ Fenced(first) ────────▶ Flowing
 *   ▲                                                                 │ Redis is elsewhere
 *   └─────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * A seek does not take back batches that were polled before it and wait in the channel. So the first batch that is polled
 * after a seek is noted on the polling thread, and everything before it is dropped.
 */
final class PartitionReading {
    private enum State {
        LOST,
        SOUGHT,
        FENCED,
        FLOWING
    }

    private State state = State.LOST;
    private long firstPolled;
    private long position;
    private boolean busy;

    /** The position in Redis is not what it was thought to be: nothing is applied until the next seek. */
    synchronized void lost() {
        state = State.LOST;
    }

    /** @param position what Redis has, to which the consumer has just been moved; on the polling thread */
    synchronized void sought(long position) {
        this.position = position;
        this.state = State.SOUGHT;
    }

    /** A batch was polled; on the polling thread. */
    synchronized void polled(long firstOffset) {
        if (state == State.SOUGHT) {
            firstPolled = firstOffset;
            state = State.FENCED;
        }
    }

    /** Whether a batch that starts with this offset comes next; if so, it is in flight until {@link #applied} or {@link #lost}. */
    synchronized boolean admit(long firstOffset) {
        if (state == State.FENCED && firstOffset == firstPolled) {
            state = State.FLOWING;
        }
        busy = state == State.FLOWING;
        return busy;
    }

    synchronized void applied(long position) {
        this.position = position;
        this.busy = false;
    }

    synchronized void idle() {
        busy = false;
    }

    /** What Redis is thought to have. */
    synchronized long position() {
        return position;
    }

    /** Whether Redis, found at {@code stored} a moment ago, contradicts what is known here; never while a batch is in flight. */
    synchronized boolean contradicts(long stored) {
        return !busy
                && (state == State.FLOWING || state == State.FENCED || state == State.SOUGHT)
                && stored != position;
    }

    /** Whether what comes next here is before {@code start}; never while a batch is in flight. */
    synchronized boolean isBefore(long start) {
        return !busy && state == State.FLOWING && position < start;
    }

    synchronized boolean isLost() {
        return state == State.LOST;
    }
}
