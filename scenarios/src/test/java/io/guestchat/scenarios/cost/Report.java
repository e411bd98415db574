package io.guestchat.scenarios.cost;

import io.guestchat.local.test.LongForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run found.
 *
 * @param busy mints and redemptions by all callers
 * @param alone the same by one caller
 * @param warmUps rounds until the figures had settled
 */
record Report(Plan plan, BareCost bare, Workload.Round busy, Workload.Round alone, int warmUps, double loadBefore) {

    /** A mint's CPU as a multiple of its signatures'. */
    double mintTimes() {
        return busy.mints().serviceMicros() / bare.mint();
    }

    /** A redemption's CPU as a multiple of its signatures'. */
    double redemptionTimes() {
        return busy.redemptions().serviceMicros() / bare.redemption();
    }

    /** Writes {@code figures.jsonl} and {@code table.md}, and returns the table. */
    String write(Path folder) {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String lines = figures().entrySet().stream()
                .map(figure -> String.format(
                        Locale.ROOT,
                        "{\"at\":\"%s\",\"figure\":\"%s\",\"value\":%.2f}%n",
                        at,
                        figure.getKey(),
                        figure.getValue()))
                .collect(Collectors.joining());
        String table = table(at);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("figures.jsonl"), lines);
            Files.writeString(folder.resolve("table.md"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("bare.verify.micros", bare.verify());
        figures.put("bare.sign.micros", bare.sign());
        figures.put("bare.import-key.micros", bare.importKey());
        add(figures, "mint", busy.mints(), alone.mints(), bare.mint());
        add(figures, "redemption", busy.redemptions(), alone.redemptions(), bare.redemption());
        figures.put("callers", (double) plan.callers());
        figures.put("rounds.warm-up", (double) warmUps);
        figures.put("rounds.measured", (double) plan.rounds());
        figures.put("invites.per-round", (double) plan.invites());
        figures.put("machine.cores", (double) Runtime.getRuntime().availableProcessors());
        figures.put("machine.load-before", loadBefore);
        return figures;
    }

    private static void add(Map<String, Double> figures, String call, Lap busy, Lap alone, double bareMicros) {
        figures.put(call + ".per-second", busy.perSecond());
        figures.put(call + ".p50.millis", busy.p50Millis());
        figures.put(call + ".p99.millis", busy.p99Millis());
        figures.put(call + ".alone.p50.millis", alone.p50Millis());
        figures.put(call + ".alone.p99.millis", alone.p99Millis());
        figures.put(call + ".service.cpu.micros", busy.serviceMicros());
        figures.put(call + ".signatures.cpu.micros", bareMicros);
        figures.put(call + ".times", busy.serviceMicros() / bareMicros);
        figures.put(call + ".kafka.cpu.micros", busy.kafkaMicros());
        figures.put(call + ".redis.cpu.micros", busy.redisMicros());
    }

    private String table(String at) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%s, %d cores, load average %.1f before; %d callers, %d × %d calls after %d rounds of warm-up%n%n",
                at,
                Runtime.getRuntime().availableProcessors(),
                loadBefore,
                plan.callers(),
                plan.rounds(),
                plan.invites(),
                warmUps));
        if (!LongForm.asked()) {
            table.append("Short form: nothing is warm, these figures only show that all of it works.\n\n");
        }
        table.append("| | mint | redemption |\n| --- | ---: | ---: |\n");
        Lap mint = busy.mints();
        Lap redemption = busy.redemptions();
        row(table, "a second", "%.0f", mint.perSecond(), redemption.perSecond());
        row(table, "p50, ms", "%.1f", mint.p50Millis(), redemption.p50Millis());
        row(table, "p99, ms", "%.1f", mint.p99Millis(), redemption.p99Millis());
        row(
                table,
                "p50 of one caller alone, ms",
                "%.1f",
                alone.mints().p50Millis(),
                alone.redemptions().p50Millis());
        row(
                table,
                "p99 of one caller alone, ms",
                "%.1f",
                alone.mints().p99Millis(),
                alone.redemptions().p99Millis());
        row(table, "CPU of the service, µs", "%.0f", mint.serviceMicros(), redemption.serviceMicros());
        row(table, "CPU of its signatures alone, µs", "%.0f", bare.mint(), bare.redemption());
        row(table, "**times**", "**%.1f**", mintTimes(), redemptionTimes());
        row(table, "CPU of Kafka, µs", "%.0f", mint.kafkaMicros(), redemption.kafkaMicros());
        row(table, "CPU of Redis, µs", "%.0f", mint.redisMicros(), redemption.redisMicros());
        table.append(String.format(
                Locale.ROOT,
                "%nES256: verify %.0f µs, sign %.0f µs, import of a key %.1f µs%n",
                bare.verify(),
                bare.sign(),
                bare.importKey()));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, String format, double mint, double redemption) {
        table.append(String.format(Locale.ROOT, "| %s | " + format + " | " + format + " |%n", name, mint, redemption));
    }

    /** The machine's load average over a minute; negative where it has none. */
    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
