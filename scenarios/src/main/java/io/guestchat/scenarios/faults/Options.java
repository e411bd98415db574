package io.guestchat.scenarios.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./guestchat faults} was asked for.
 *
 * @param time for which faults happen
 * @param seed of faults and workload
 * @param conversations how many
 * @param betweenMessages of one side of one conversation, on average
 * @param portBase of 80 ports
 * @param folder takes everything that the run leaves; absent: by the seed, below {@code .guestchat/faults}
 * @param judge histories of an earlier run, which is judged again; nothing is started then
 */
record Options(
        Duration time,
        long seed,
        int conversations,
        Duration betweenMessages,
        int portBase,
        Optional<Path> folder,
        Optional<Path> judge) {
    static final Options DEFAULT = new Options(
            Duration.ofMinutes(3), 1, 200, Duration.ofSeconds(1), 26_000, Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException for the person who typed it */
    static Options read(List<String> words) {
        Options options = DEFAULT;
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            options = options.with(name, rest.next());
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--minutes" -> {
                Duration asked = Duration.ofMillis(Math.round(60_000 * Double.parseDouble(value)));
                yield new Options(asked, seed, conversations, betweenMessages, portBase, folder, judge);
            }
            case "--seed" ->
                new Options(time, Long.parseLong(value), conversations, betweenMessages, portBase, folder, judge);
            case "--conversations" ->
                new Options(time, seed, Integer.parseInt(value), betweenMessages, portBase, folder, judge);
            case "--every" ->
                new Options(
                        time, seed, conversations, Duration.ofMillis(Long.parseLong(value)), portBase, folder, judge);
            case "--port-base" ->
                new Options(time, seed, conversations, betweenMessages, Integer.parseInt(value), folder, judge);
            case "--folder" ->
                new Options(time, seed, conversations, betweenMessages, portBase, Optional.of(absolute(value)), judge);
            case "--judge" ->
                new Options(time, seed, conversations, betweenMessages, portBase, folder, Optional.of(absolute(value)));
            default -> throw new IllegalArgumentException("Unknown option: " + name);
        };
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath();
    }
}
