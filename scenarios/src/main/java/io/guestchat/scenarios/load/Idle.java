package io.guestchat.scenarios.load;

import io.guestchat.scenarios.stage.Pause;
import java.time.Duration;
import java.util.Objects;

/** Connections on which nothing happens: what one takes in memory, and how soon all of them come back at once. */
final class Idle {
    /** So many are being let in at a time, as long as there is no storm. */
    private static final int AT_ONCE = 100;

    /** For what comes after the connection: subscriptions, presence. And for what is left of one that ended. */
    private static final long CALM_MS = 5_000;

    private Idle() {}

    /**
     * What a number of connections took.
     *
     * @param each memory of one of them
     * @param arrival until all were let in, {@value #AT_ONCE} at a time
     * @param storm until all were let in again, after all had been closed and came back at the same time
     */
    record Outcome(int connections, Memory each, Duration arrival, Duration storm) {
        /** Let in a second, when they did not come all at once. */
        double perSecond() {
            return connections * 1e9 / arrival.toNanos();
        }
    }

    /**
     * Connects both sides of so many conversations.
     *
     * @param server the name of the process that is looked at; its JVM has {@link Memory#TRACKING}
     * @param connections half of them guests, half members
     * @throws IllegalStateException if one was not let in
     */
    static Outcome measure(Target target, String server, int connections) {
        long pid = Objects.requireNonNull(target.processes().get(server), server);
        // What is loaded and compiled for the first of them is not the price of one more.
        try (Crowd few = new Crowd(target, AT_ONCE)) {
            few.connect(AT_ONCE);
        }
        Pause.millis(CALM_MS);
        Memory before = Memory.of(pid);
        try (Crowd crowd = new Crowd(target, connections / 2)) {
            Duration arrival = crowd.connect(AT_ONCE);
            Pause.millis(CALM_MS);
            Memory each = Memory.of(pid).perEach(before, crowd.size());
            crowd.leave();
            Pause.millis(CALM_MS);
            Duration storm = crowd.connect(crowd.size());
            return new Outcome(crowd.size(), each, arrival, storm);
        }
    }
}
