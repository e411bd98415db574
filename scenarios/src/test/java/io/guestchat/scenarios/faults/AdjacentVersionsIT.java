package io.guestchat.scenarios.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.Checkout;
import io.guestchat.scenarios.check.Verdict;
import io.guestchat.scenarios.relay.Habits;
import io.guestchat.scenarios.stage.EmptyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Relays of this version and of the one before it share one Kafka and one Redis, as in every rollout, with clients on both: nothing is
 * lost, doubled or out of order. {@code -Dguestchat.previous=<quarkus-app>} says where the one before is, which {@code ./guestchat
 * revision} builds; without it, this is skipped.
 */
class AdjacentVersionsIT {
    private static final int PORT_BASE = Integer.getInteger("scenarios.faults.port-base", 26_500) + 200;
    private static final Path FOLDER = Checkout.find().root().resolve("scenarios/target/adjacent");
    private static final Path CURRENT = Checkout.find().root().resolve("relay-service/target/quarkus-app");
    private static final Workload.Pace LIVELY = new Workload.Pace(
            24,
            Duration.ofMillis(300),
            Duration.ofSeconds(10),
            new Habits(Duration.ofMillis(300), 0, Duration.ofSeconds(6)));

    @Test
    void aRolloutAndAWayBackLoseNothing() {
        // Given
        String folder = System.getProperty("guestchat.previous", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no version before this one: -Dguestchat.previous=<quarkus-app>");
        Path previous = Path.of(folder).toAbsolutePath();
        try (Rig rig = Rig.start(Checkout.find(), EmptyFolder.at(FOLDER.resolve("suite")), PORT_BASE)) {
            rig.run(List.of(previous, CURRENT));
            FaultRun run = new FaultRun(rig, new FaultRun.Plan(FOLDER.resolve("run"), 1, LIVELY, FaultRun.LONG_QUIET));

            // When
            Verdict verdict = run.directed(List.of(
                    Fault.rollingRestart(), // each takes over what the other has had
                    Fault.killRelay(0, 500),
                    Fault.killRelay(1, 500),
                    Fault.flushAll(), // what one rebuilds, the other goes on with
                    to("the new version alone", 0, CURRENT),
                    to("the old version beside it again", 0, previous),
                    to("the old version alone", 1, previous)));

            // Then
            System.out.println(verdict.table());
            assertTrue(verdict.isClean(), verdict::table);
        }
    }

    private static Fault to(String what, int relay, Path app) {
        return new Fault("another version", Fault.Target.RELAYS, what, (rig, workload) -> rig.replace(relay, app));
    }
}
