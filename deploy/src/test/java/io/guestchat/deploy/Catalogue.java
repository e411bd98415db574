package io.guestchat.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics of {@code docs/operating/observability.md}, as Prometheus calls them. That services have them is for
 * {@code MetricsIT} of the scenarios to see.
 */
final class Catalogue {
    /** Of the framework, the JVM and Kafka's clients, what is asked for. */
    private static final Set<String> OF_OTHERS = Set.of(
            "jvm_memory_used_bytes",
            "kafka_producer_record_queue_time_avg",
            "kafka_producer_request_latency_avg",
            "process_cpu_usage",
            // Prometheus' own.
            "up");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[a-z.]+`(?:, `[a-z.]+`)*) \\| ([a-z]+)(?:, ([a-z]+))? \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

    private Catalogue() {}

    static Set<String> metrics() {
        Set<String> metrics = new TreeSet<>(OF_OTHERS);
        Matcher rows = ROW.matcher(document());
        while (rows.find()) {
            Matcher names = NAME.matcher(rows.group(1));
            while (names.find()) {
                add(metrics, names.group(1).replace('.', '_'), rows.group(2), rows.group(3));
            }
        }
        return metrics;
    }

    private static void add(Set<String> metrics, String name, String kind, String unit) {
        String measured = unit == null ? name : name + "_" + unit;
        switch (kind) {
            case "counter" -> metrics.add(name + "_total");
            case "gauge" -> metrics.add(measured);
            case "timer" -> {
                metrics.add(measured + "_bucket");
                metrics.add(measured + "_count");
                metrics.add(measured + "_sum");
            }
            default -> throw new AssertionError("not read here: " + kind);
        }
    }

    private static String document() {
        try {
            return Files.readString(Overlay.root().resolve("docs/operating/observability.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
