package io.guestchat.invite.world;

import java.time.Duration;
import java.time.Instant;

/** Waits for what must become true. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    /** Tries until the assertions hold; the last failure is thrown. */
    public static void holds(Runnable assertions) {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                assertions.run();
                return;
            } catch (AssertionError e) {
                if (Instant.now().isAfter(until)) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
