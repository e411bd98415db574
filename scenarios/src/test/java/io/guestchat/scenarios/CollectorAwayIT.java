package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.caller.Answer;
import io.guestchat.scenarios.caller.Backend;
import io.guestchat.scenarios.caller.Http;
import io.guestchat.scenarios.caller.Link;
import io.guestchat.scenarios.suite.Collector;
import io.guestchat.scenarios.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Traces are on, and nobody takes the spans: the services do not mind, and say so now and then. */
@Scenario
class CollectorAwayIT {
    private static final int CALLS = 200;
    /** So that no member has too many. */
    private static final int MEMBERS = 10;
    /** Both services', of all stories so far: the exporter says it five times, then once a minute. */
    private static final int MOST_LINES = 100;

    private static final String EXPORTER = "opentelemetry";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void callsAreServedAndTheLogIsNotFlooded(Scene scene) throws Exception {
        // Given an export that has failed
        Suite suite = scene.suite();
        create(suite, UUID.randomUUID().toString());
        awaitComplaint(suite);

        // When
        String run = UUID.randomUUID().toString();
        for (int i = 0; i < CALLS; i++) {
            create(suite, run + i % MEMBERS);
        }

        // Then
        suite.awaitReady();
        long lines = complaints(suite);
        assertTrue(lines <= MOST_LINES, () -> lines + " lines of the exporter");
        // and once there is a collector, it gets what follows
        try (Collector collector = suite.openCollector()) {
            collector.awaitAllOf(suite.endpoints().invite());
            collector.awaitAllOf(suite.endpoints().session());
        }
    }

    private static void create(Suite suite, String member) throws IOException {
        Backend backend = new Backend(suite.endpoints().tenants().getFirst());
        Answer answer = Http.send(backend.create(suite.endpoints().invite(), member, Link.fresh(), 3_600));
        assertEquals(201, answer.status());
    }

    private static void awaitComplaint(Suite suite) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (complaints(suite) == 0) {
            assertTrue(System.nanoTime() < deadline, "no export failed");
            Thread.sleep(100);
        }
    }

    private static long complaints(Suite suite) throws IOException {
        long found = 0;
        for (String service : new String[] {"invite", "session"}) {
            try (var lines = Files.lines(suite.logs().resolve(service + ".log"))) {
                found += lines.filter(line -> line.contains(EXPORTER) && !line.contains("Installed features"))
                        .count();
            }
        }
        return found;
    }
}
