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
    private boolean foreign;
    /** Where Redis was found at {@code notedAt}; negative if it was not found since the last seek. */
    private long noted = -1;

    private long notedAt;
    /** Everything before has been in Redis for a while, once at least; negative if that is not known. */
    private long settled = -1;

    /** The position in Redis is not what it was thought to be: nothing is applied until the next seek. */
    synchronized void lost() {
        state = State.LOST;
    }

    /**
     * The consumer has just been moved to where Redis is; on the polling thread.
     *
     * @param position what Redis has
     * @param settled  what is known of it elsewhere
     */
    synchronized void sought(long position, long settled) {
        this.position = position;
        this.state = State.SOUGHT;
        this.foreign = false;
        this.noted = -1;
        this.settled = Math.max(this.settled, settled);
    }

    /**
     * Redis has what this log never had.
     *
     * @return whether that is new
     */
    synchronized boolean foreign() {
        boolean before = foreign;
        foreign = true;
        return !before;
    }

    synchronized boolean isForeign() {
        return foreign;
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

    /** A part of the batch in flight is in Redis. */
    synchronized void advanced(long position) {
        this.position = position;
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

    /**
     * Redis answered that it is where it was left.
     *
     * @param now   in ns
     * @param after how long (ns) a position has to be there until what is before it has settled
     */
    synchronized void found(long now, long after) {
        if (state != State.LOST && (noted < 0 || now - notedAt >= after)) {
            settled = Math.max(settled, noted);
            noted = position;
            notedAt = now;
        }
    }

    /** The first offset that has not settled yet; negative if that is not known. It never moves back. */
    synchronized long settled() {
        return settled;
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
