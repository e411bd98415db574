package io.guestchat.local.test;

/**
 * Whether tests that have a long form run it: {@code ./guestchat test --long}, which is {@code -Dguestchat.long=true}. The one
 * switch for all of them; what a short form leaves out is said where it is used.
 */
public final class LongForm {
    private LongForm() {}

    /** Whether the long forms were asked for. */
    public static boolean asked() {
        return Boolean.getBoolean("guestchat.long");
    }

    /** How much of something a test does: {@code brief} as a rule, {@code full} in its long form. */
    public static int of(int brief, int full) {
        return asked() ? full : brief;
    }
}
