package io.guestchat.scenarios.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What a run found, for people as lines of a table and for machines as lines of JSON. */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = """
            | what | asked, 1/s | carried, 1/s | p50, ms | p99, ms | longest, ms | CPU per message, µs |
            | --- | ---: | ---: | ---: | ---: | ---: | --- |""";

    private final Path folder;
    private final Map<String, Histogram> latencies = new LinkedHashMap<>();

    /** @param folder gets {@code figures.jsonl}, a line for each figure, and {@code latency.png} */
    Figures(Path folder) {
        this.folder = folder;
    }

    /** @param pairs conversations in which was sent */
    void add(String target, int pairs, Exchange.Outcome outcome) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        outcome.usage().byProcess().forEach((name, used) -> cpu.put(name, used.toNanos() / 1e3 / outcome.messages()));
        add(target + ", " + pairs + " conversations", outcome.rate(), outcome.perSecond(), outcome.latency(), cpu);
    }

    /** Of Kafka alone, whose processor time is not told apart from ours. */
    void add(String target, double rate, Histogram latency) {
        add(target, rate, rate, latency, Map.of());
    }

    /** Anything else that was measured: numbers by name, in the order in which they are to be told. */
    void add(String target, SequencedMap<String, ? extends Number> measured) {
        System.out.println(target + ": "
                + measured.entrySet().stream()
                        .map(each -> String.format(
                                Locale.ROOT,
                                "%s %,.1f",
                                each.getKey(),
                                each.getValue().doubleValue()))
                        .collect(Collectors.joining(", ")));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("target", target);
        line.putAll(measured);
        write(line);
    }

    private void add(String target, double rate, double carried, Histogram latency, Map<String, Double> cpu) {
        if (latencies.isEmpty()) {
            System.out.println(HEAD);
        }
        latencies.put(String.format(Locale.ROOT, "%s, %.0f/s", target, rate), latency);
        double total = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
        StringBuilder parts = new StringBuilder();
        cpu.forEach((name, micros) -> parts.append(parts.isEmpty() ? " = " : " + ")
                .append(String.format(Locale.ROOT, "%s %.0f", name, micros)));
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.2f | %.1f | %s |%n",
                target,
                rate,
                carried,
                millis(latency, 50),
                millis(latency, 99),
                millis(latency, 100),
                cpu.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f", total) + parts);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("target", target);
        line.put("asked", rate);
        line.put("carried", carried);
        line.put("p50Millis", millis(latency, 50));
        line.put("p99Millis", millis(latency, 99));
        line.put("longestMillis", millis(latency, 100));
        line.put("cpuMicros", cpu);
        write(line);
    }

    /** Draws the latencies, if there are any. */
    void plot() {
        if (!latencies.isEmpty()) {
            LatencyPlot.write(latencies, folder.resolve("latency.png"));
        }
    }

    private void write(Map<String, Object> line) {
        try {
            Files.writeString(
                    folder.resolve("figures.jsonl"),
                    JSON.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double millis(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e3;
    }
}
