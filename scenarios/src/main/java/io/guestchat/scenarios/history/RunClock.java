package io.guestchat.scenarios.history;

/** The clock of a run, which never goes back. */
public final class RunClock {
    private final long start = System.nanoTime();

    /** Since the run began, in microseconds. */
    public long micros() {
        return (System.nanoTime() - start) / 1_000;
    }
}
