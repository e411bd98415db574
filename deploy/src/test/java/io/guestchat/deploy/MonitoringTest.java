package io.guestchat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private static final Path RUNBOOKS = Path.of("docs/operating/runbooks");

    private final Manifests manifests = Overlay.PRODUCTION.manifests();

    @Test
    void whatIsAskedForIsMeasured() {
        // Given
        Set<String> measured = new TreeSet<>(Catalogue.metrics());
        measured.addAll(Queries.ofBrokers(manifests));

        // When
        List<String> unknown = Queries.of(manifests).entrySet().stream()
                .flatMap(query -> Queries.metrics(query.getValue()).stream()
                        .filter(metric -> !measured.contains(metric))
                        .map(metric -> query.getKey() + " asks for " + metric))
                .toList();

        // Then
        assertEquals(List.of(), unknown);
    }

    @Test
    void everyQueryAsksForSomething() {
        Map<String, String> queries = Queries.of(manifests);

        assertTrue(queries.size() > 50, "only " + queries.size());
        assertEquals(
                List.of(),
                queries.entrySet().stream()
                        .filter(query -> Queries.metrics(query.getValue()).isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
        // Given
        Set<String> written;
        try (Stream<Path> files = Files.list(Overlay.root().resolve(RUNBOOKS))) {
            written = files.map(file -> RUNBOOKS.resolve(file.getFileName()).toString())
                    .collect(Collectors.toSet());
        }

        // When
        Set<String> named = Queries.alerts(manifests)
                .map(alert -> alert.at("/annotations/runbook").asText())
                .collect(Collectors.toSet());

        // Then
        assertEquals(new TreeSet<>(written), new TreeSet<>(named));
    }

    @Test
    void everyRunbookNamesItsAlerts() throws IOException {
        for (JsonNode alert : Queries.alerts(manifests).toList()) {
            String runbook = Files.readString(
                    Overlay.root().resolve(alert.at("/annotations/runbook").asText()));
            assertTrue(
                    runbook.contains("`" + alert.path("alert").asText() + "`"),
                    alert.path("alert").asText());
        }
    }

    @Test
    void everyAlertSaysHowUrgentItIs() {
        Queries.alerts(manifests).forEach(alert -> {
            String name = alert.path("alert").asText();
            assertTrue(
                    Set.of("critical", "warning")
                            .contains(alert.at("/labels/severity").asText()),
                    name);
            assertFalse(alert.at("/annotations/summary").asText().isEmpty(), name);
        });
    }

    @Test
    void alertsAndTopicsAgreeOnTheNumberOfPartitions() {
        String partitions = manifests.get("KafkaTopic", "guestchat.envelopes").text("/spec/partitions");

        assertEquals(2, count("GuestchatPartitionsUnowned", "< " + partitions));
        assertEquals(1, count("GuestchatMessagesWait", ">= " + partitions));
        assertEquals(1, count("GuestchatRebuildHangs", ">= " + partitions));
    }

    private int count(String alert, String compared) {
        return Queries.of(manifests).get("alert " + alert).split(compared + "\\b", -1).length - 1;
    }

    @Test
    void thereIsADashboardForEachServiceAndOneForAll() {
        assertEquals(
                Set.of("guestchat.json", "invite-service.json", "session-service.json", "relay-service.json"),
                Queries.dashboards(manifests).keySet());
    }

    @Test
    void dashboardsAreToldApart() {
        List<String> uids = Queries.dashboards(manifests).values().stream()
                .map(dashboard -> dashboard.path("uid").asText())
                .toList();

        assertEquals(uids.size(), Set.copyOf(uids).size(), uids.toString());
    }
}
