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
import org.HdrHistogram.Histogram;

/** What a run found, for people as lines of a table and for machines as lines of JSON. */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = """
            | what | asked, 1/s | carried, 1/s | p50, ms | p99, ms | longest, ms | CPU per message, µs |
            | --- | ---: | ---: | ---: | ---: | ---: | --- |""";

    private final Path file;

    /** @param file gets a line for each figure */
    Figures(Path file) {
        this.file = file;
        System.out.println(HEAD);
    }

    void add(String target, Exchange.Outcome outcome) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        outcome.usage().byProcess().forEach((name, used) -> cpu.put(name, used.toNanos() / 1e3 / outcome.messages()));
        add(target, outcome.rate(), outcome.perSecond(), outcome.latency(), cpu);
    }

    /** Of Kafka alone, whose processor time is not told apart from ours. */
    void add(String target, double rate, Histogram latency) {
        add(target, rate, rate, latency, Map.of());
    }

    private void add(String target, double rate, double carried, Histogram latency, Map<String, Double> cpu) {
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
        try {
            Files.writeString(
                    file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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
