package io.guestchat.scenarios.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SaturationTest {
    @Test
    void theHighestRateIsFoundToATenth() {
        double found = Saturation.search(rate -> outcome(rate, Math.min(rate, 7_300), 20), 1_000);

        assertTrue(found <= 7_300 * 1.03 && found > 7_300 * 0.9, "found " + found);
    }

    @Test
    void aRateWithLateMessagesIsNotCarried() {
        double found = Saturation.search(rate -> outcome(rate, rate, rate > 4_000 ? 150 : 20), 1_000);

        assertTrue(found <= 4_000 && found > 3_600, "found " + found);
    }

    @Test
    void nothingIsFoundBelowTheFirst() {
        assertEquals(0, Saturation.search(rate -> outcome(rate, 10, 20), 1_000));
    }

    private static Exchange.Outcome outcome(double asked, double carried, long millis) {
        Histogram latency = new Histogram(3);
        latency.recordValue(Duration.ofMillis(millis).toNanos() / 1_000);
        return new Exchange.Outcome(
                asked, Math.round(carried * 10), Duration.ofSeconds(10), latency, new Usage(Map.of()));
    }
}
