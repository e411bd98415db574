package io.guestchat.scenarios.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.Checkout;
import io.guestchat.scenarios.stage.EmptyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Loads so light that any machine bears them: what was sent has arrived, once and in order, or there are no figures. */
class LoadIT {
    private static final Path FOLDER = Checkout.find().root().resolve("scenarios/target/load");
    private static final int PAIRS = 20;
    private static final int RATE = 100;
    private static final Duration BRIEF = Duration.ofSeconds(2);

    private static final Options OPTIONS = Options.read(List.of(
            "--relays", "2", "--port-base", Integer.toString(Integer.getInteger("scenarios.load.port-base", 27_500))));

    @Test
    void theRelayAndItsLogAreMeasured() {
        try (RelayTarget relay = RelayTarget.start(Checkout.find(), EmptyFolder.at(FOLDER.resolve("relay")), OPTIONS)) {
            isMeasured(relay, Set.of("relay-1", "relay-2", "kafka", "redis"));

            Histogram alone = KafkaYardstick.run(relay.bootstrapServers(), RATE, BRIEF, BRIEF);
            assertEquals(RATE * BRIEF.toSeconds(), alone.getTotalCount());
        }
    }

    @Test
    void theForwarderIsMeasured() {
        Path folder = EmptyFolder.at(FOLDER.resolve("forwarder"));
        try (ForwarderTarget forwarder = ForwarderTarget.start(folder, OPTIONS.portBase() + 40, OPTIONS.relayJvm())) {
            isMeasured(forwarder, Set.of("forwarder"));
        }
    }

    private static void isMeasured(Target target, Set<String> processes) {
        try (Exchange exchange = Exchange.connect(target, PAIRS)) {
            Exchange.Outcome outcome = exchange.run(RATE, BRIEF, BRIEF);

            // Those that were to be sent in the measured time, to one or two that are sent at its very edges.
            assertEquals(RATE * BRIEF.toSeconds(), outcome.latency().getTotalCount(), 2);
            assertTrue(outcome.messages() > 0);
            assertEquals(processes, outcome.usage().byProcess().keySet());
        }
    }
}
