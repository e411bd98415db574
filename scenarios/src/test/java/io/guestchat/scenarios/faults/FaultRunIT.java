package io.guestchat.scenarios.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.Checkout;
import io.guestchat.local.test.LongForm;
import io.guestchat.scenarios.check.Verdict;
import io.guestchat.scenarios.relay.Habits;
import io.guestchat.scenarios.stage.EmptyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The relay keeps its promise under faults, and the run that says so finds relays that do not. {@code -Dguestchat.faults.seconds}
 * and {@code -Dguestchat.seed} choose another run. A longer one: {@code ./guestchat faults}.
 */
class FaultRunIT {
    private static final int PORT_BASE = Integer.getInteger("scenarios.faults.port-base", 26_500);
    private static final Path FOLDER = Checkout.find().root().resolve("scenarios/target/faults");
    private static final long SEED = Long.getLong("guestchat.seed", 1);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("guestchat.faults.seconds", 180));

    private static final Workload.Pace MANY =
            new Workload.Pace(LongForm.of(60, 200), Duration.ofSeconds(1), Main.BETWEEN_DISCONNECTS, Main.HABITS);
    /** Few and lively, soon in doubt, and never gone of their own accord, so that nothing heals by the way. */
    private static final Workload.Pace LIVELY = new Workload.Pace(
            24, Duration.ofMillis(150), Duration.ZERO, new Habits(Duration.ofMillis(300), 0, Duration.ofMillis(1_500)));

    /** Of a relay with a bug: so that whatever a sweep would have mended has been by the end. */
    private static final Duration SWEEP = Duration.ofSeconds(2);

    private static final Duration SHORT_QUIET = SWEEP.multipliedBy(2).plusSeconds(1);

    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start(Checkout.find(), EmptyFolder.at(FOLDER.resolve("suite")), PORT_BASE);
    }

    @AfterAll
    static void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void everyPromiseIsKeptWhateverFails() {
        rig.run(Checkout.find().root().resolve("relay-service/target/quarkus-app"));

        Verdict verdict = new FaultRun(rig, new FaultRun.Plan(FOLDER.resolve("run"), SEED, MANY, FaultRun.LONG_QUIET))
                .random(TIME);

        System.out.println(verdict.table());
        assertTrue(verdict.isClean(), () -> "seed " + SEED + "\n" + verdict.table());
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsFound(PlantedBug bug) {
        // Given
        Path folder = FOLDER.resolve(bug.name());
        Path app = EmptyFolder.at(folder.resolve("app"));
        rig.run(
                new PatchedRelay(Checkout.find().root()).with(bug, app),
                Map.of("guestchat.relay.sweep", SWEEP.toString()));

        // When
        Verdict verdict = new FaultRun(rig, new FaultRun.Plan(folder.resolve("run"), SEED, LIVELY, SHORT_QUIET))
                .directed(bug.faults());

        // Then
        System.out.println(bug + "\n" + verdict.table());
        assertTrue(bug.shownBy(verdict.breaches()), verdict.table());
    }
}
