package io.guestchat.relay.connection;

/** Counts within a window of time, starting over with each. */
final class Window {
    private static final int MOST_ALLOWED = 100_000;

    private final long nanos;
    private long startedAt;
    private int count;

    Window(long nanos, long now) {
        this.nanos = nanos;
        this.startedAt = now;
    }

    /** Counts one more, and says how many that makes. */
    int count(long now) {
        if (now - startedAt >= nanos) {
            startedAt = now;
            count = Math.min(count, 0);
        }
        return ++count;
    }

    /** Lets so many more pass, in whichever window they come. */
    void allow(long more) {
        count = (int) Math.max(count - more, -MOST_ALLOWED);
    }
}
