package io.guestchat.scenarios.load;

import java.time.Duration;

/** Looks for the highest rate that a target carries with 99 of 100 messages there within 100 ms. */
final class Saturation {
    private static final Duration P99 = Duration.ofMillis(100);
    /** Of what was asked: less has been held back by windows. */
    private static final double CARRIED = 0.98;

    private static final double STEP = 1.5;
    private static final int HALVINGS = 3;

    private Saturation() {}

    /** What one rate brings about. */
    @FunctionalInterface
    interface Load {
        Exchange.Outcome at(double rate);
    }

    /**
     * Goes up by steps until it is too much, and then between the last two rates.
     *
     * @param first the rate to begin with
     * @return the highest that was carried; 0 if the first was not
     */
    static double search(Load load, double first) {
        double carried = 0;
        double next = first;
        while (isCarried(load.at(next))) {
            carried = next;
            next *= STEP;
        }
        double tooMuch = next;
        for (int i = 0; i < HALVINGS && carried > 0; i++) {
            double between = (carried + tooMuch) / 2;
            if (isCarried(load.at(between))) {
                carried = between;
            } else {
                tooMuch = between;
            }
        }
        return carried;
    }

    private static boolean isCarried(Exchange.Outcome outcome) {
        return outcome.perSecond() >= CARRIED * outcome.rate()
                && outcome.latency().getValueAtPercentile(99) < P99.toNanos() / 1_000;
    }
}
