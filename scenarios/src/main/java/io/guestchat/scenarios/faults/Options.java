package io.guestchat.scenarios.faults;

import io.guestchat.scenarios.stage.CommandLine;
import java.nio.file.Path;
import java.time.Duration;
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
    /** @throws IllegalArgumentException for the person who typed it */
    static Options read(List<String> words) {
        CommandLine line = new CommandLine(words);
        Options options = new Options(
                line.take("--minutes", Options::minutes, Duration.ofMinutes(3)),
                line.take("--seed", Long::valueOf, 1L),
                line.take("--conversations", Integer::valueOf, 200),
                line.take("--every", value -> Duration.ofMillis(Long.parseLong(value)), Duration.ofSeconds(1)),
                line.take("--port-base", Integer::valueOf, 26_000),
                line.take("--folder", Options::folder, Optional.empty()),
                line.take("--judge", Options::folder, Optional.empty()));
        line.end();
        return options;
    }

    private static Duration minutes(String value) {
        return Duration.ofMillis(Math.round(60_000 * Double.parseDouble(value)));
    }

    private static Optional<Path> folder(String value) {
        return Optional.of(Path.of(value).toAbsolutePath());
    }
}
