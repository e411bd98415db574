package io.guestchat.local.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells a person what is being done and how far it is: a line for each step, with the seconds since the start. */
public final class Progress {
    private final PrintStream out;
    private final Instant start = Instant.now();
    private final AtomicInteger ready = new AtomicInteger();
    private int total;

    /** @param out takes the lines */
    public Progress(PrintStream out) {
        this.out = out;
    }

    /** How many processes there will be. */
    void expect(int processes) {
        total = processes;
    }

    /** One more process is ready. */
    void ready(String name) {
        say(String.format(Locale.ROOT, "%-16s ready  (%d of %d)", name, ready.incrementAndGet(), total));
    }

    /** Any other step. */
    public void say(String line) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), line);
        out.flush();
    }

    /** Seconds since the start. */
    public double seconds() {
        return Duration.between(start, Instant.now()).toMillis() / 1_000.0;
    }
}
