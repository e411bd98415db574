package io.guestchat.scenarios.cost;

import io.guestchat.local.test.LongForm;
import java.time.Duration;

/**
 * How much is measured, and what it is held to.
 *
 * @param invites minted and redeemed in each round
 * @param callers at once
 * @param warmUps rounds before the measured ones, at most: they end when the figures have settled
 * @param rounds measured; the medians count
 * @param bareRuns how often the signatures alone are measured: the first half before, the others after; the lowest figures count
 * @param bareWarmUp of each operation
 * @param mintTimes a mint's CPU, as a multiple of its signatures', at most
 * @param redemptionTimes a redemption's CPU, as a multiple of its signatures', at most
 */
record Plan(
        int invites,
        int callers,
        int warmUps,
        int rounds,
        int bareRuns,
        Duration bareWarmUp,
        double mintTimes,
        double redemptionTimes) {

    /**
     * Long, the bounds are the goals. Short, nothing is warm: JVMs that have just started compile more than they serve, by a
     * factor that differs from machine to machine, and the bounds only catch what is far off.
     */
    static Plan chosen() {
        return LongForm.asked()
                ? new Plan(1_000, 16, 24, 7, 4, Duration.ofSeconds(5), 4, 6)
                : new Plan(200, 8, 1, 2, 1, Duration.ofSeconds(1), 80, 60);
    }
}
