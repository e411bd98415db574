package io.guestchat.scenarios.check;

/**
 * Something that the delivery contract rules out.
 *
 * @param what for people: with the numbers that show it
 */
public record Breach(Kind kind, String conversation, String what) {
    /** Which promise was broken. */
    public enum Kind {
        /** Accepted, and never given to the one it was for. */
        LOST,
        /** Given to the application twice, or under two seqs. */
        DOUBLED,
        /** Not in the order of n, with a gap, or not in the order of seq. */
        REORDERED,
        /** Never sent, with other bytes, or not for this one. */
        MISDELIVERED,
        /** Delivered again although its acknowledgement had taken effect. */
        RETURNED,
        /** {@code accepted}, {@code delivered} or {@code ready} said what is not so, or took back what was said before. */
        UNTRUE,
        /** Not accepted, delivered and acknowledged in all the quiet at the end. */
        STUCK
    }

    @Override
    public String toString() {
        return kind + " " + conversation + ": " + what;
    }
}
