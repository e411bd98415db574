package io.guestchat.local;

import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Redis (or Valkey) server program that can do sharded pub/sub: version 7 or newer.
 *
 * @param path the program
 * @param environment what it needs to find its libraries
 */
record RedisProgram(Path path, Map<String, String> environment) {
    private static final int OLDEST_VERSION = 7;
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final List<String> DEBIAN_PACKAGES =
            List.of("redis-server", "redis-tools", "libjemalloc2", "liblzf1", "libatomic1");

    /**
     * The one installed on this machine, else the one fetched earlier, else one that is fetched now with Debian's package
     * client and unpacked below {@code .guestchat}: nothing is installed, and no root is needed.
     *
     * @throws LocalFailure when there is none; the message says what to install
     */
    static RedisProgram find(Checkout checkout) {
        return Stream.of("redis-server", "valkey-server")
                .flatMap(name -> Programs.find(name).stream())
                .map(path -> new RedisProgram(path, Map.of()))
                .filter(program -> program.answer().isPresent())
                .findFirst()
                .orElseGet(() -> fetched(checkout.state().resolve("redis")));
    }

    private static RedisProgram fetched(Path folder) {
        try {
            DebianPackages.unpack(DEBIAN_PACKAGES, folder);
            RedisProgram program = new RedisProgram(folder.resolve("usr/bin/redis-server"), libraries(folder));
            return program.answer()
                    .map(version -> program)
                    .orElseThrow(() -> missing("the fetched one does not run: "
                            + program.version().output().strip() + " (remove " + folder + " to fetch again)"));
        } catch (DebianPackages.Unavailable e) {
            throw missing(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> libraries(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder.resolve("usr/lib"))) {
            return Map.of(
                    "LD_LIBRARY_PATH",
                    below.filter(Files::isDirectory).map(Path::toString).collect(Collectors.joining(":")));
        }
    }

    /** The major version, when it runs and is new enough. */
    private Optional<Integer> answer() {
        Matcher version = VERSION.matcher(version().output());
        return version.find()
                ? Optional.of(Integer.parseInt(version.group(1))).filter(major -> major >= OLDEST_VERSION)
                : Optional.empty();
    }

    private Programs.Outcome version() {
        return Programs.run(Path.of("/"), environment, List.of(path.toString(), "--version"));
    }

    private static LocalFailure missing(String why) {
        return new LocalFailure("""
                Redis 7 or newer (or Valkey) is needed; %s.
                  Debian, Ubuntu:  sudo apt-get install redis-server
                  Fedora:          sudo dnf install valkey
                  macOS:           brew install redis
                Or point to a running one that may be emptied: GUESTCHAT_REDIS_URL=redis://host:port""".formatted(why));
    }
}
