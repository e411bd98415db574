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

    /** What was written before this time (ms since the epoch) is applied; or reading started over then. */
    private long upTo;
    /** Whether the log's end has been reached since the last seek. */
    private boolean live;

    /** @param now in ms since the epoch */
    PartitionReading(long now) {
        this.upTo = now;
    }

    /** The position in Redis is not what it was thought to be: nothing is applied until the next seek. */
    synchronized void lost() {
        state = State.LOST;
        live = false;
    }

    /**
     * The consumer has just been moved to where Redis is; on the polling thread.
     *
     * @param position what Redis has
     * @param settled  what is known of it elsewhere
     * @param now      in ms since the epoch
     */
    synchronized void sought(long position, long settled, long now) {
        this.position = position;
        this.upTo = now;
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

    /** @param writtenAt when the last record of the batch in flight was written, in ms since the epoch */
    synchronized void applied(long position, long writtenAt) {
        this.position = position;
        this.upTo = Math.max(upTo, writtenAt);
        this.busy = false;
    }

    /**
     * The log ended at {@code end} a moment ago.
     *
     * @param asked when that was asked for, in ms since the epoch
     */
    synchronized void ended(long end, long asked) {
        if (state != State.LOST && position >= end) {
            upTo = Math.max(upTo, asked);
            live = true;
        }
    }

    /** Whether the end of the log has been reached since reading started over. */
    synchronized boolean isLive() {
        return live;
    }

    /**
     * How many records are not applied; all of them, while it is not known where Redis is.
     *
     * @param end of the log, as far as is known
     */
    synchronized long behind(long end) {
        return state == State.LOST ? end : Math.max(0, end - position);
    }

    /**
     * For how long (ms) the oldest of them has been waiting for this node, at most; 0 if there is none.
     *
     * @param end of the log, as far as is known
     * @param now in ms since the epoch
     */
    synchronized long waiting(long end, long now) {
        return behind(end) == 0 ? 0 : Math.max(0, now - upTo);
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

    /**
     * Whether Redis, found at {@code stored} a moment ago, contradicts what is known here; never while a batch is in flight, nor
     * when one has been applied meanwhile.
     *
     * @param asked the position here when Redis was asked
     */
    synchronized boolean contradicts(long stored, long asked) {
        return !busy
                && position == asked
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
