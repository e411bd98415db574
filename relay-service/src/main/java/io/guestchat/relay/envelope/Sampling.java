package io.guestchat.relay.envelope;

/** Which envelopes are timed: one in {@value #ONE_IN}. Taking the time of each would cost half a percent of what a message costs. */
public final class Sampling {
    private static final int ONE_IN = 8;

    private Sampling() {}

    /** @param number of those that grow by one: of any eight that follow each other, one is taken */
    public static boolean takes(long number) {
        return number % ONE_IN == 0;
    }
}
