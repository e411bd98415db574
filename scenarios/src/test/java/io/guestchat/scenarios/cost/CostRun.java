package io.guestchat.scenarios.cost;

import io.guestchat.scenarios.suite.OpenSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** One run from start to report: the signatures alone, warm-up until the figures settle, measured rounds, the signatures again. */
final class CostRun {
    /** Of {@code target}: where figures and logs are. */
    static final String FOLDER = "cost";

    private static final int PORT_BASE = Integer.getInteger("scenarios.cost.port-base", 24_000);

    /** Settled: the last rounds' CPU per call lies within this part of each other. */
    private static final double SETTLED_WITHIN = 0.15;

    private static final int SETTLED_FOR = 4;
    /** Before so many calls of each kind the compiler is still at work, in steps that look like rest. */
    private static final int COMPILED_AFTER = 15_000;

    private final Plan plan;

    CostRun(Plan plan) {
        this.plan = plan;
    }

    Report run() {
        double loadBefore = Report.loadAverage();
        List<BareCost> bare = new ArrayList<>();
        measureBare((plan.bareRuns() + 1) / 2, bare);
        List<Workload.Round> rounds = new ArrayList<>();
        Workload.Round alone;
        int warmUps;
        try (OpenSuite suite = OpenSuite.start(FOLDER, PORT_BASE)) {
            Workload workload = new Workload(suite);
            warmUps = warmUp(workload);
            for (int i = 0; i < plan.rounds(); i++) {
                rounds.add(workload.round(plan.invites(), plan.callers()));
            }
            alone = workload.round(plan.invites(), 1);
        }
        measureBare(plan.bareRuns() / 2, bare);
        return new Report(plan, BareCost.lowest(bare), median(rounds), alone, warmUps, loadBefore);
    }

    private void measureBare(int times, List<BareCost> found) {
        for (int i = 0; i < times; i++) {
            found.add(BareCost.measure(plan.bareWarmUp()));
        }
    }

    private int warmUp(Workload workload) {
        List<Workload.Round> rounds = new ArrayList<>();
        while (rounds.size() < plan.warmUps() && !settled(rounds)) {
            rounds.add(workload.round(plan.invites(), plan.callers()));
        }
        return rounds.size();
    }

    private boolean settled(List<Workload.Round> rounds) {
        if (rounds.size() < SETTLED_FOR || rounds.size() * plan.invites() < COMPILED_AFTER) {
            return false;
        }
        List<Workload.Round> last = rounds.subList(rounds.size() - SETTLED_FOR, rounds.size());
        return Stream.<ToDoubleFunction<Workload.Round>>of(
                        round -> round.mints().serviceMicros(),
                        round -> round.redemptions().serviceMicros())
                .allMatch(cpu -> {
                    var found = last.stream().mapToDouble(cpu).summaryStatistics();
                    return found.getMax() <= found.getMin() * (1 + SETTLED_WITHIN);
                });
    }

    private static Workload.Round median(List<Workload.Round> rounds) {
        return new Workload.Round(
                Lap.median(rounds.stream().map(Workload.Round::mints).toList()),
                Lap.median(rounds.stream().map(Workload.Round::redemptions).toList()));
    }
}
