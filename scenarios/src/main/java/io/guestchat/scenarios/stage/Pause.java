package io.guestchat.scenarios.stage;

/** Lets time pass. */
public final class Pause {
    private Pause() {}

    public static void millis(long time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
