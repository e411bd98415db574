package io.guestchat.session.admission;

import io.guestchat.protocol.limit.Limits;

/**
 * What an address has left of its failures.
 *
 * @param failures in the running window
 * @param resetMs  until the window passes
 */
record Allowance(long failures, long resetMs) {
    static final Allowance UNTOUCHED = new Allowance(0, Limits.FAILURE_WINDOW.toMillis());

    boolean usedUp() {
        return failures >= Limits.FAILURES_PER_ADDRESS;
    }

    /** More than there were: another failed at the same time. */
    boolean overdrawn() {
        return failures > Limits.FAILURES_PER_ADDRESS;
    }

    /** Whole seconds, at least 1. */
    long resetSeconds() {
        return Math.max(1, (resetMs + 999) / 1000);
    }

    /** The {@code RateLimit-Policy} header: how many failures in how many seconds. */
    static String policy() {
        return "\"failures\";q=" + Limits.FAILURES_PER_ADDRESS + ";w=" + Limits.FAILURE_WINDOW.toSeconds();
    }

    /** The {@code RateLimit} header: failures remaining, and seconds until all are back. */
    String remaining() {
        return "\"failures\";r=" + Math.max(0, Limits.FAILURES_PER_ADDRESS - failures) + ";t=" + resetSeconds();
    }
}
