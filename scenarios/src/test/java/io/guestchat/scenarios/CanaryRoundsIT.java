package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.stage.RunningCanary;
import io.guestchat.scenarios.suite.Metrics;
import io.guestchat.scenarios.suite.Suite;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The canary sees that all is well, and sees it when something is not. */
@Scenario
class CanaryRoundsIT {
    private static final String SUCCESSES = rounds("success");
    private static final String FAILURES = rounds("failure");

    @Test
    void seesThatAllIsWellAndThatARelayIsGone(Scene scene) throws Exception {
        Suite suite = scene.suite();
        String guestsRelay = suite.endpoints().relays().getFirst();
        try (RunningCanary canary = RunningCanary.start(
                suite.endpoints(),
                guestsRelay,
                Duration.ofMillis(300),
                Suite.evidence().resolve("canary"))) {
            // Given a suite that is well
            canary.await(SUCCESSES, rounds -> rounds >= 2);
            assertAll(Stream.of("mint", "preview", "redeem", "page", "connect", "send", "acknowledge", "end")
                    .flatMap(step -> Stream.of(
                            () -> assertTrue(canary.value(steps(step, "success")) >= 2, step),
                            () -> assertEquals(0, canary.value(steps(step, "failure")), step))));
            assertTrue(canary.value("guestchat_canary_message_seconds_count") >= 4);
            assertEquals(Set.of(), Metrics.missingOfCanary(canary.metrics()));

            // When the relay that its member connects to is gone
            suite.killGuestsRelay();

            // Then it says so, and at which step
            canary.await(FAILURES, rounds -> rounds >= 1);
            assertTrue(
                    Stream.of("connect", "send", "acknowledge", "end")
                            .anyMatch(step -> canary.value(steps(step, "failure")) >= 1),
                    canary::metrics);
            assertEquals(0, canary.value(steps("redeem", "failure")));

            // and that all is well again
            suite.restartGuestsRelay();
            double before = canary.value(SUCCESSES);
            canary.await(SUCCESSES, rounds -> rounds > before);
            assertTrue(canary.value("guestchat_canary_success_age_seconds") < 60);
        }
    }

    private static String rounds(String outcome) {
        return "guestchat_canary_rounds_total{outcome=\"" + outcome + "\"}";
    }

    private static String steps(String step, String outcome) {
        return "guestchat_canary_steps_seconds_count{outcome=\"" + outcome + "\",step=\"" + step + "\"}";
    }
}
