package io.guestchat.session;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for a condition, as long as the protocol allows it to take. */
final class Eventually {
    private Eventually() {}

    interface Check {
        void run() throws Exception;
    }

    /** Runs {@code check} until it passes; its last failure after {@code within}. */
    static void passes(Duration within, Check check) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError | Exception e) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not within " + within, e);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
