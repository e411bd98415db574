package io.guestchat.local.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code ./guestchat up} was asked for.
 *
 * @param portBase moves every port; absent: the usual ports
 * @param relays number of relay processes, 1 to 5
 * @param brokers number of Kafka brokers, 1 or 3
 * @param infrastructureOnly Kafka and Redis without the services
 * @param limits whether rate limits and quotas are in force
 * @param config properties added to every service
 * @param state takes keys, data, logs and endpoints.json; absent: {@code .guestchat}
 */
public record Options(
        OptionalInt portBase,
        int relays,
        int brokers,
        boolean infrastructureOnly,
        boolean limits,
        Optional<Path> config,
        Optional<Path> state) {
    /** One of everything, on the usual ports. */
    public static final Options DEFAULT =
            new Options(OptionalInt.empty(), 1, 1, false, true, Optional.empty(), Optional.empty());

    private static final int LOWEST_BASE = 1_024;

    /** How reading the command line went. */
    public sealed interface Reading {
        /** Understood. */
        record Understood(Options options) implements Reading {}

        /** Not understood; the message is for the person who typed it. */
        record Refused(String message) implements Reading {}
    }

    /** Reads a command line. */
    public static Reading read(List<String> words) {
        try {
            Options options = DEFAULT;
            Iterator<String> rest = words.iterator();
            while (rest.hasNext()) {
                options = options.with(rest.next(), rest);
            }
            return new Reading.Understood(options);
        } catch (IllegalArgumentException e) {
            return new Reading.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Options with(String name, Iterator<String> rest) {
        return switch (name) {
            case "--port-base" -> withPortBase(number(name, rest, LOWEST_BASE, PortPlan.HIGHEST_BASE));
            case "--relays" ->
                new Options(
                        portBase,
                        number(name, rest, 1, PortPlan.MOST_RELAYS),
                        brokers,
                        infrastructureOnly,
                        limits,
                        config,
                        state);
            case "--brokers" ->
                new Options(portBase, relays, brokers(value(name, rest)), infrastructureOnly, limits, config, state);
            case "--infra" -> new Options(portBase, relays, brokers, true, limits, config, state);
            case "--limits" ->
                new Options(portBase, relays, brokers, infrastructureOnly, limits(value(name, rest)), config, state);
            case "--config" ->
                new Options(
                        portBase,
                        relays,
                        brokers,
                        infrastructureOnly,
                        limits,
                        Optional.of(readable(value(name, rest))),
                        state);
            case "--state" -> withState(Path.of(value(name, rest)).toAbsolutePath());
            default -> throw new IllegalArgumentException("Unknown option: " + name);
        };
    }

    /** With all ports moved. */
    public Options withPortBase(int base) {
        return new Options(OptionalInt.of(base), relays, brokers, infrastructureOnly, limits, config, state);
    }

    /** With a folder of its own for all that it writes. */
    public Options withState(Path folder) {
        return new Options(portBase, relays, brokers, infrastructureOnly, limits, config, Optional.of(folder));
    }

    /** With that many relays. */
    public Options withRelays(int count) {
        return new Options(portBase, count, brokers, infrastructureOnly, limits, config, state);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static int number(String option, Iterator<String> rest, int least, int most) {
        String value = value(option, rest);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(option + " takes a number from " + least + " to " + most + ", not " + value);
    }

    private static int brokers(String value) {
        return switch (value) {
            case "1" -> 1;
            case "3" -> 3;
            default -> throw new IllegalArgumentException("--brokers takes 1 or 3, not " + value);
        };
    }

    private static boolean limits(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("--limits takes on or off, not " + value);
        };
    }

    private static Path readable(String file) {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IllegalArgumentException("--config: cannot read " + file);
        }
        return path;
    }
}
