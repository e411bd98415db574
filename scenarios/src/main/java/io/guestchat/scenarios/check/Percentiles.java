package io.guestchat.scenarios.check;

import java.util.Collection;
import java.util.List;

/**
 * Durations, sorted.
 *
 * @param micros in microseconds
 */
public record Percentiles(List<Long> micros) {
    /** Of any order. */
    static Percentiles of(Collection<Long> micros) {
        return new Percentiles(micros.stream().sorted().toList());
    }

    /**
     * What this share of all did not exceed, in microseconds; 0 if there are none.
     *
     * @param share 0 to 1
     */
    public long at(double share) {
        return micros.isEmpty() ? 0 : micros.get((int) Math.min(micros.size() - 1L, (long) (share * micros.size())));
    }

    /** How many were longer than that; in microseconds. */
    public long over(long limit) {
        return micros.stream().filter(each -> each > limit).count();
    }
}
