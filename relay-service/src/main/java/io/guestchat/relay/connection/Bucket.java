package io.guestchat.relay.connection;

/** A token bucket: so many at once, then so many a second. */
final class Bucket {
    private final int burst;
    private final double perNano;
    private double tokens;
    private long at;

    /** @param restedIn how long it takes until it is full, in ns; not above 0 if it is full now */
    Bucket(int burst, int perSecond, long restedIn, long now) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.tokens = burst - Math.max(0, restedIn) * perNano;
        this.at = now;
    }

    /** @return 0 if one was taken, otherwise in how many whole seconds there is one */
    long take(long now) {
        tokens = Math.min(burst, tokens + (now - at) * perNano);
        at = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) / perNano / 1e9);
    }
}
