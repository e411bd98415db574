package io.guestchat.scenarios.load;

import io.guestchat.scenarios.stage.CommandLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@code ./guestchat load} was asked for.
 *
 * @param rates messages a second, one after the other
 * @param time of each rate, after its warm-up
 * @param warmUp at each rate, not measured
 * @param firstWarmUp in its place at the first rate that servers carry: their compilers are at work for minutes
 * @param pairs conversations in which messages are sent, one number after the other
 * @param connections on which nothing happens, one number after the other
 * @param waiting messages for each of the members who come back
 * @param log envelopes that are in the log when Redis is lost
 * @param yardsticks whether they are measured, too
 * @param relays processes
 * @param settings of the relays, beside what they need, by name
 * @param relayJvm options of a relay's JVM
 * @param portBase of 50 ports
 * @param folder takes everything that the run leaves; absent: below {@code .guestchat}
 */
record Options(
        Scenario scenario,
        List<Double> rates,
        Duration time,
        Duration warmUp,
        Duration firstWarmUp,
        List<Integer> pairs,
        List<Integer> connections,
        int waiting,
        int log,
        boolean yardsticks,
        int relays,
        Map<String, String> settings,
        List<String> relayJvm,
        int portBase,
        Optional<Path> folder) {
    private static final List<String> RELAY_JVM =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    /** What is measured. */
    enum Scenario {
        /** Messages at given rates. */
        STEADY,
        /** The highest rate that is carried. */
        SEARCH,
        /** Connections on which nothing happens, and their coming back all at once. */
        IDLE,
        /** What waits for members who come back. */
        DRAIN,
        /** A Redis that has lost everything. */
        REBUILD
    }

    /**
     * Reads a command line.
     *
     * @param words the scenario, if it is not the first of them all, then options
     * @throws IllegalArgumentException for the person who typed it
     */
    static Options read(List<String> words) {
        boolean named = !words.isEmpty() && !words.getFirst().startsWith("--");
        CommandLine line = new CommandLine(named ? words.subList(1, words.size()) : words);
        Scenario scenario = named ? scenario(words.getFirst()) : Scenario.STEADY;
        List<String> relayJvm =
                new ArrayList<>(line.take("--relay-jvm", value -> List.of(value.split(" ")), RELAY_JVM));
        if (scenario == Scenario.IDLE) {
            relayJvm.add(Memory.TRACKING);
        }
        Duration warmUp = line.take("--warm-up", Options::seconds, Duration.ofSeconds(20));
        Options options = new Options(
                scenario,
                line.take("--rate", value -> each(value, Double::valueOf), List.of(1_000.0)),
                line.take("--seconds", Options::seconds, Duration.ofSeconds(20)),
                warmUp,
                line.take("--first-warm-up", Options::seconds, warmUp),
                line.take("--pairs", value -> each(value, Integer::valueOf), List.of(200)),
                line.take("--connections", value -> each(value, Integer::valueOf), List.of(15_000)),
                line.take("--waiting", Integer::valueOf, 100),
                line.take("--log", Integer::valueOf, 1_000_000),
                line.take("--yardsticks", Options::isOn, true),
                line.take("--relays", Integer::valueOf, 1),
                line.take("--settings", Options::settings, Map.of()),
                relayJvm,
                line.take("--port-base", Integer::valueOf, 27_000),
                line.take("--folder", value -> Optional.of(Path.of(value).toAbsolutePath()), Optional.empty()));
        line.end();
        return options;
    }

    private static Scenario scenario(String word) {
        return Stream.of(Scenario.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown load: " + word));
    }

    private static <T> List<T> each(String value, Function<String, T> reader) {
        return Stream.of(value.split(",")).map(reader).toList();
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static Map<String, String> settings(String value) {
        Map<String, String> settings = new TreeMap<>();
        for (String each : value.split(" ")) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(each);
            }
            settings.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return settings;
    }

    private static Duration seconds(String value) {
        return Duration.ofMillis(Math.round(1_000 * Double.parseDouble(value)));
    }
}
