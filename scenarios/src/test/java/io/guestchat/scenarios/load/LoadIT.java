package io.guestchat.scenarios.load;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.suite.OpenSuite;
import org.junit.jupiter.api.Test;

/**
 * Mints and redemptions by callers that never pause. Every answer, and that each invite gets one session of its own, is asserted
 * on the way. The figures are in {@code target/load}; what they mean is told in docs/measurements.md.
 */
class LoadIT {

    @Test
    void mintsAndRedemptionsCostLittleMoreThanTheirSignatures() {
        Plan plan = Plan.chosen();

        Report report = new LoadRun(plan).run();

        String table = report.write(OpenSuite.folder(LoadRun.FOLDER));
        System.out.println(table);
        assertAll(
                () -> assertTrue(report.mintTimes() <= plan.mintTimes(), table),
                () -> assertTrue(report.redemptionTimes() <= plan.redemptionTimes(), table));
    }
}
