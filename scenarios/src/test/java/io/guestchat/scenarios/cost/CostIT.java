package io.guestchat.scenarios.cost;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.suite.OpenSuite;
import org.junit.jupiter.api.Test;

/**
 * Mints and redemptions by callers that never pause. Every answer, and that each invite gets one session of its own, is asserted
 * on the way. The figures are in {@code target/cost}; what they mean is told in docs/measurements.md.
 */
class CostIT {

    @Test
    void mintsAndRedemptionsCostLittleMoreThanTheirSignatures() {
        Plan plan = Plan.chosen();

        Report report = new CostRun(plan).run();

        String table = report.write(OpenSuite.folder(CostRun.FOLDER));
        System.out.println(table);
        assertAll(
                () -> assertTrue(report.mintTimes() <= plan.mintTimes(), table),
                () -> assertTrue(report.redemptionTimes() <= plan.redemptionTimes(), table));
    }
}
