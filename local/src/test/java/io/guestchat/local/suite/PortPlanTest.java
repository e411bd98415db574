package io.guestchat.local.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortPlanTest {
    private static PortPlan plan(String... words) {
        return PortPlan.of(((Options.Reading.Understood) Options.read(List.of(words))).options());
    }

    @Test
    void theUsualPortsAreTheDocumentedOnes() {
        // When
        Map<Integer, String> wanted = plan().wanted(false);

        // Then
        assertEquals(
                Map.ofEntries(
                        Map.entry(8080, "web-guest"),
                        Map.entry(9080, "web-guest's management"),
                        Map.entry(8081, "invite"),
                        Map.entry(9081, "invite's management"),
                        Map.entry(8082, "session"),
                        Map.entry(9082, "session's management"),
                        Map.entry(8083, "relay-1"),
                        Map.entry(9083, "relay-1's management"),
                        Map.entry(8090, "sample-provider"),
                        Map.entry(9090, "sample-provider's management"),
                        Map.entry(19092, "kafka"),
                        Map.entry(19093, "kafka's controller"),
                        Map.entry(16379, "redis")),
                wanted);
    }

    @Test
    void aBaseMovesEveryPort() {
        // When
        PortPlan plan = plan("--port-base", "28080", "--relays", "5", "--brokers", "3");

        // Then
        assertTrue(plan.wanted(false).keySet().stream().allMatch(port -> port >= 28_080 && port <= 28_140));
        assertEquals(new PortPlan.Service(28_083, 28_103), plan.relays().getFirst());
        assertEquals(List.of(28_120, 28_122, 28_124), plan.kafka());
        assertEquals(28_140, plan.redis());
    }

    @Test
    void noTwoWantTheSamePort() {
        // When
        Map<Integer, String> usual = plan("--relays", "5", "--brokers", "3").wanted(false);
        Map<Integer, String> moved =
                plan("--port-base", "28080", "--relays", "5", "--brokers", "3").wanted(false);

        // Then: 9 services and 3 brokers with 2 ports each, Redis with 1
        assertEquals(2 * 9 + 2 * 3 + 1, usual.size());
        assertEquals(usual.size(), moved.size());
    }

    @Test
    void namesWhatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            // Given
            int base = other.getLocalPort() - 1;

            // When
            String taken = plan("--port-base", Integer.toString(base)).taken(false);

            // Then
            assertTrue(taken.contains(other.getLocalPort() + " (invite)"), taken);
        }
    }
}
