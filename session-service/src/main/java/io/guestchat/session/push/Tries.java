package io.guestchat.session.push;

import io.guestchat.session.push.Subscription.Occasion;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a push that a push service did not take is tried again. */
final class Tries {
    /** After this, who was to be told has come by themselves, or is told of the next absence. */
    static final Duration FOR = Duration.ofDays(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_TRIPLED = 8;

    private Tries() {}

    /** Whether it is too late to push this. */
    static boolean over(Occasion occasion, Instant now) {
        return now.isAfter(occasion.since().plus(FOR));
    }

    /** @param after what the push service asks for, which is done as it says within reason; null for nothing */
    static Instant next(Occasion occasion, @Nullable Duration after, Instant now) {
        Duration pause = after == null ? tripled(occasion.tries()) : after;
        return now.plus(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause.compareTo(FOR) > 0 ? FOR : pause);
    }

    private static Duration tripled(int tries) {
        Duration pause = FIRST_PAUSE;
        for (int i = 0; i < Math.min(tries, MOST_TRIPLED); i++) {
            pause = pause.multipliedBy(3);
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
