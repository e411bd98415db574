package io.guestchat.scenarios.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void readsRates() {
        assertEquals(
                List.of(1_000.0, 2_500.0),
                Options.read(List.of("--rate", "1000,2500")).rates());
    }

    @Test
    void warmsUpAsLongAtFirstUnlessTold() {
        assertEquals(
                Duration.ofSeconds(5), Options.read(List.of("--warm-up", "5")).firstWarmUp());
        assertEquals(
                Duration.ofSeconds(90),
                Options.read(List.of("--warm-up", "5", "--first-warm-up", "90")).firstWarmUp());
    }

    @Test
    void tellsWhatIsWrong() {
        assertEquals("--pairs cannot be many", refusal("--pairs", "many"));
        assertEquals("Unknown option: --pear", refusal("--pear", "1"));
        assertEquals("--pairs needs a value", refusal("--pairs"));
    }

    private static String refusal(String... words) {
        return assertThrows(IllegalArgumentException.class, () -> Options.read(List.of(words)))
                .getMessage();
    }
}
