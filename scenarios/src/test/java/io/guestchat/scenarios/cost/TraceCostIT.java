package io.guestchat.scenarios.cost;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.guestchat.local.test.LongForm;
import io.guestchat.scenarios.suite.Collector;
import io.guestchat.scenarios.suite.OpenSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What traces cost: two suites side by side, one with traces on and one as it is, are given the same rounds in turn, so that both meet
 * the same machine. In the long form only. What was found is told in docs/operating/observability.md.
 */
class TraceCostIT {
    private static final int PORT_BASE = Integer.getInteger("scenarios.trace-cost.port-base", 27_000);
    private static final int APART = 100;
    private static final int COLLECTOR_PORT = PORT_BASE + 2 * APART;
    private static final int INVITES = 1_000;
    private static final int CALLERS = 8;
    private static final int WARM_UPS = Integer.getInteger("scenarios.trace-cost.warm-ups", 15);
    private static final int ROUNDS = Integer.getInteger("scenarios.trace-cost.rounds", 11);

    @Test
    void tracesCostThisMuch() throws IOException {
        Assumptions.assumeTrue(LongForm.asked());
        try (Collector collector = Collector.open(COLLECTOR_PORT);
                OpenSuite without = OpenSuite.start("trace-cost/off", PORT_BASE);
                OpenSuite with = OpenSuite.start(
                        "trace-cost/on",
                        PORT_BASE + APART,
                        "--config",
                        settings().toString())) {
            Workload off = new Workload(without);
            Workload on = new Workload(with);
            for (int i = 0; i < WARM_UPS; i++) {
                off.round(INVITES, CALLERS);
                on.round(INVITES, CALLERS);
            }
            List<Workload.Round> offs = new ArrayList<>();
            List<Workload.Round> ons = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                offs.add(off.round(INVITES, CALLERS));
                ons.add(on.round(INVITES, CALLERS));
            }
            collector.awaitAllOf(with.endpoints().invite());
            System.out.println(row("mint", offs, ons, Workload.Round::mints));
            System.out.println(row("redemption", offs, ons, Workload.Round::redemptions));
            assertNotEquals(List.of(), collector.received());
        }
    }

    private static Path settings() throws IOException {
        return Files.write(
                Files.createTempFile("traces", ".properties"),
                List.of(
                        "quarkus.otel.sdk.disabled=false",
                        "quarkus.otel.traces.sampler.arg=" + System.getProperty("scenarios.trace-cost.part", "1.0"),
                        "quarkus.otel.exporter.otlp.endpoint=http://localhost:" + COLLECTOR_PORT,
                        "quarkus.otel.exporter.otlp.protocol="
                                + System.getProperty("scenarios.trace-cost.protocol", "grpc")));
    }

    private static String row(
            String call, List<Workload.Round> offs, List<Workload.Round> ons, Function<Workload.Round, Lap> lap) {
        double off = Lap.median(offs.stream().map(lap).toList()).serviceMicros();
        double on = Lap.median(ons.stream().map(lap).toList()).serviceMicros();
        return String.format(
                Locale.ROOT, "| %s | %.0f µs without | %.0f µs with | %.2f times |", call, off, on, on / off);
    }
}
