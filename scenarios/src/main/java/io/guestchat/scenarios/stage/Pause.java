package io.guestchat.scenarios.stage;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets time pass. */
public final class Pause {
    private static final long BETWEEN_LOOKS_MS = 100;

    private Pause() {}

    /**
     * Waits for something; looks ten times a second.
     *
     * @return whether it came to be so in time
     */
    public static boolean until(Duration within, BooleanSupplier condition) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            millis(BETWEEN_LOOKS_MS);
        }
        return true;
    }

    public static void millis(long time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
