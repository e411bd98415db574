package io.guestchat.scenarios.load;

import org.jspecify.annotations.Nullable;

/** When each n of one side was to be sent, as long as it can be on the way; takes no room before the first. */
final class Times {
    /** A power of two; more than a mailbox holds, and the window. */
    private static final int REMEMBERED = 1 << 11;

    private long @Nullable [] byN;

    void put(long n, long at) {
        if (byN == null) {
            byN = new long[REMEMBERED];
        }
        byN[(int) (n & (REMEMBERED - 1))] = at;
    }

    long of(long n) {
        return byN == null ? 0 : byN[(int) (n & (REMEMBERED - 1))];
    }
}
