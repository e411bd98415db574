package io.guestchat.session.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.session.push.Subscription.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TriesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:12:30Z");

    @Test
    void pausesGrowToAnHour() {
        assertEquals(
                "[5, 15, 45, 135, 405, 1215, 3600, 3600]",
                IntStream.of(0, 1, 2, 3, 4, 5, 6, 1_000)
                        .mapToObj(tries -> Duration.between(NOW, Tries.next(tried(tries), null, NOW))
                                .toSeconds())
                        .toList()
                        .toString());
    }

    @Test
    void aPushServiceSaysWhenWithinReason() {
        assertEquals(NOW.plusSeconds(7), Tries.next(tried(5), Duration.ofSeconds(7), NOW));
        assertEquals(NOW.plusSeconds(1), Tries.next(tried(5), Duration.ofSeconds(-7), NOW));
        assertEquals(NOW.plus(Tries.FOR), Tries.next(tried(5), Duration.ofDays(700), NOW));
    }

    @Test
    void aDayIsEnough() {
        assertFalse(Tries.over(tried(9), NOW.plus(Tries.FOR)));
        assertTrue(Tries.over(tried(9), NOW.plus(Tries.FOR).plusMillis(1)));
    }

    private static Occasion tried(int tries) {
        return new Occasion("event", NOW, tries);
    }
}
