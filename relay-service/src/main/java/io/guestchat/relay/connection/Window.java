package io.guestchat.relay.connection;

/** Counts within a window of time, starting over with each. */
final class Window {
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
            count = 0;
        }
        return ++count;
    }
}
