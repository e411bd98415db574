package io.guestchat.platform.redis;

import org.jspecify.annotations.Nullable;

/** Redis cannot be reached now; whether a command that was on its way took effect is unknown. */
public final class RedisUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RedisUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
