package io.guestchat.scenarios.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the histories of a run show.
 *
 * @param conversations how many were judged
 * @param said messages that applications said
 * @param accepted messages that the relay accepted
 * @param disturbances how many of each kind
 * @param breaches of the delivery contract
 * @param recoveries from each repair to each conversation's next message, by the kind of what was repaired; in microseconds
 * @param interrupted recoveries that another disturbance cut short
 */
public record Verdict(
        int conversations,
        long said,
        long accepted,
        Map<String, Integer> disturbances,
        List<Breach> breaches,
        Map<String, List<Long>> recoveries,
        int interrupted) {
    private static final int SHOWN = 20;

    /** How many breaches of one kind. */
    public long count(Breach.Kind kind) {
        return breaches.stream().filter(breach -> breach.kind() == kind).count();
    }

    /** Whether every promise was kept, recovery in time included. */
    public boolean isClean() {
        return breaches.isEmpty() && recovery().at(0.99) <= Recovery.PROMISED;
    }

    /** After all repairs together. */
    public Percentiles recovery() {
        return Percentiles.of(recoveries.values().stream().flatMap(List::stream).toList());
    }

    /** The tables, in Markdown, and the first breaches. */
    public String table() {
        String kept = Stream.of(Breach.Kind.values())
                .map(kind -> row(kind.name().toLowerCase(Locale.ROOT), count(kind)))
                .collect(Collectors.joining());
        String faults = disturbances.entrySet().stream()
                .map(each -> recovery(
                        each.getKey(),
                        each.getValue(),
                        Percentiles.of(recoveries.getOrDefault(each.getKey(), List.of()))))
                .collect(Collectors.joining());
        int all = disturbances.values().stream().mapToInt(Integer::intValue).sum();
        String shown =
                breaches.stream().limit(SHOWN).map(breach -> "\n" + breach).collect(Collectors.joining());
        return "| what | how many |\n| --- | ---: |\n"
                + row("conversations", conversations)
                + row("said", said)
                + row("accepted", accepted)
                + kept
                + row("recoveries measured", recovery().micros().size())
                + row("recoveries that took longer than 10 s", recovery().over(Recovery.PROMISED))
                + row("recoveries cut short by the next fault", interrupted)
                + "\n| fault | times | recovery p50, ms | p99, ms | longest, ms |\n| --- | ---: | ---: | ---: | ---: |\n"
                + faults
                + recovery("all", all, recovery())
                + shown;
    }

    private static String row(String name, long value) {
        return String.format(Locale.ROOT, "| %s | %,d |%n", name, value);
    }

    private static String recovery(String kind, int times, Percentiles of) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %,d | %,d |%n",
                kind,
                times,
                of.at(0.5) / 1_000,
                of.at(0.99) / 1_000,
                of.at(1) / 1_000);
    }
}
