package io.guestchat.scenarios.faults;

/** Lets time pass. */
final class Pause {
    private Pause() {}

    static void millis(long time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
