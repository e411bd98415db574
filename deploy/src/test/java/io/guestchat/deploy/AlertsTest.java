package io.guestchat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Prometheus understands what it is asked, and each alert fires when it should. */
class AlertsTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path SCENARIOS = Path.of("deploy/src/test/alerts/scenarios.yaml");
    /** Where the scenarios look for them. */
    private static final Path RULES = Path.of("deploy/target/alerts/rules.yaml");

    private static final Manifests MANIFESTS = Overlay.PRODUCTION.manifests();
    private static final Promtool PROMTOOL = Promtool.find(Checkout.find());

    /** As Prometheus' operator hands them on. */
    @BeforeAll
    static void writeRules() throws IOException {
        ObjectNode rules = YAML.createObjectNode();
        ArrayNode groups = rules.putArray("groups");
        MANIFESTS.all("PrometheusRule").forEach(rule -> rule.at("/spec/groups").forEach(groups::add));
        write(RULES, rules);
    }

    @Test
    void eachFiresWhenItShouldAndNoOtherDoes() {
        Programs.Outcome outcome = PROMTOOL.testRules(Overlay.root().resolve(SCENARIOS));

        assertTrue(outcome.succeeded(), outcome.output());
    }

    @Test
    void noneIsLeftOutOfTheScenarios() throws IOException {
        // Given
        Set<String> all = Queries.alerts(MANIFESTS)
                .map(alert -> alert.path("alert").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        JsonNode scenarios = YAML.readTree(Overlay.root().resolve(SCENARIOS).toFile());
        Set<String> fired = scenarios.findValuesAsText("labels").stream()
                .map(labels -> labels.replaceAll(".*alertname=\"(\\w+)\".*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertEquals(all, fired);
    }

    /** Those of dashboards and scalers, too. */
    @Test
    void everyQueryIsUnderstood() throws IOException {
        // Given
        ObjectNode rules = YAML.createObjectNode();
        ObjectNode group = rules.putArray("groups").addObject().put("name", "queries");
        ArrayNode queries = group.putArray("rules");
        for (Map.Entry<String, String> query : Queries.of(MANIFESTS).entrySet()) {
            ObjectNode rule = queries.addObject();
            rule.put("record", "query").put("expr", query.getValue().replace("$__rate_interval", "1m"));
            rule.putObject("labels").put("of", query.getKey());
        }
        Path file = RULES.resolveSibling("queries.yaml");
        write(file, rules);

        // When
        Programs.Outcome outcome = PROMTOOL.checkRules(Overlay.root().resolve(file));

        // Then
        assertTrue(outcome.succeeded(), outcome.output());
    }

    private static void write(Path file, JsonNode document) throws IOException {
        Path target = Overlay.root().resolve(file);
        Files.createDirectories(target.getParent());
        YAML.writeValue(target.toFile(), document);
    }
}
