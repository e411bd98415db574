package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What alerts, dashboards and scalers ask Prometheus. */
final class Queries {
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:guestchat|http|jvm|kafka|process)_[a-z0-9_]+|\\bup\\b");

    private Queries() {}

    /** Each query by who asks. */
    static Map<String, String> of(Manifests manifests) {
        Map<String, String> queries = new TreeMap<>();
        alerts(manifests)
                .forEach(alert -> queries.put(
                        "alert " + alert.path("alert").asText(),
                        alert.path("expr").asText()));
        dashboards(manifests).forEach((name, dashboard) -> Resource.each(dashboard.path("panels"))
                .forEach(panel -> Resource.each(panel.path("targets"))
                        .forEach(target -> queries.put(
                                name + ", " + panel.path("title").asText() + ", "
                                        + target.path("refId").asText(),
                                target.path("expr").asText()))));
        manifests.all("ScaledObject").forEach(scaler -> Resource.each(scaler.at("/spec/triggers"))
                .filter(trigger -> trigger.path("type").asText().equals("prometheus"))
                .forEach(trigger -> queries.put(
                        scaler.label() + ", " + trigger.path("name").asText(),
                        trigger.at("/metadata/query").asText())));
        return queries;
    }

    static Stream<JsonNode> alerts(Manifests manifests) {
        return manifests
                .all("PrometheusRule")
                .flatMap(rule -> Resource.each(rule.at("/spec/groups")))
                .flatMap(group -> Resource.each(group.path("rules")));
    }

    /** By the file's name. */
    static Map<String, JsonNode> dashboards(Manifests manifests) {
        ObjectMapper json = new ObjectMapper();
        return manifests
                .all("ConfigMap")
                .filter(map -> map.text("/metadata/labels/grafana_dashboard").equals("1"))
                .flatMap(map -> Resource.texts(map.at("/data")).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, file -> {
                    try {
                        return json.readTree(file.getValue());
                    } catch (IOException e) {
                        throw new UncheckedIOException(file.getKey(), e);
                    }
                }));
    }

    /** The metrics that a query asks for. */
    static Set<String> metrics(String query) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(TEXT.matcher(query).replaceAll("\"\""));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    /** Those of Kafka's brokers, by the rules that they are told. */
    static Set<String> ofBrokers(Manifests manifests) {
        Pattern rule = Pattern.compile("name=\\(([^)]*)\\)><>Value\\s+name: ([a-z_]+)_\\$1");
        Set<String> names = new HashSet<>();
        manifests.find("ConfigMap", "kafka-metrics").ifPresent(map -> {
            Matcher rules = rule.matcher(map.text("/data/rules.yaml"));
            while (rules.find()) {
                for (String bean : rules.group(1).split("\\|")) {
                    names.add((rules.group(2) + "_" + bean).toLowerCase(Locale.ROOT));
                }
            }
        });
        return names;
    }
}
