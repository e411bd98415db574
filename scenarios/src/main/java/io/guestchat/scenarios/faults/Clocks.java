package io.guestchat.scenarios.faults;

import io.guestchat.local.Checkout;
import io.guestchat.local.DebianPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Wrong clocks, by libfaketime: the one installed on this machine, else the one that Debian's package client fetches. Wrong is the
 * time of day alone, as a clock step makes it; time spans stay what they are.
 */
final class Clocks {
    private static final String LIBRARY = "libfaketimeMT.so.1";
    private static final Path INSTALLED = Path.of("/usr/lib");

    private final Optional<Path> library;

    private Clocks(Optional<Path> library) {
        this.library = library;
    }

    /** Those of this machine. */
    static Clocks find(Checkout checkout) {
        Optional<Path> installed = below(INSTALLED);
        return new Clocks(
                installed.isPresent() ? installed : fetched(checkout.state().resolve("faketime")));
    }

    private static Optional<Path> fetched(Path folder) {
        try {
            DebianPackages.unpack(List.of("libfaketime"), folder);
            return below(folder);
        } catch (DebianPackages.Unavailable | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> below(Path folder) {
        // Where Debian and Fedora have it, without looking through everything.
        return Stream.of("faketime", "x86_64-linux-gnu/faketime", "aarch64-linux-gnu/faketime")
                .flatMap(place -> Stream.of(
                        folder.resolve(place), folder.resolve("usr/lib").resolve(place)))
                .map(place -> place.resolve(LIBRARY))
                .filter(Files::exists)
                .findFirst();
    }

    /** Whether they can be wrong at all. */
    boolean canBeWrong() {
        return library.isPresent();
    }

    /** For a process whose clock is told by the file; nothing where there is no libfaketime. */
    Map<String, String> environment(Path file) {
        return library.map(path -> Map.ofEntries(
                        Map.entry("LD_PRELOAD", path.toString()),
                        Map.entry("FAKETIME_TIMESTAMP_FILE", file.toString()),
                        Map.entry("FAKETIME_CACHE_DURATION", "1"),
                        Map.entry("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
                        // Right for old C libraries only: with it every timed wait of a JVM returns at once.
                        Map.entry("FAKETIME_FORCE_MONOTONIC_FIX", "0")))
                .orElse(Map.of());
    }

    /** Wrong by so much from now on; a process notices within a second. */
    static void set(Path file, int seconds) {
        try {
            Path part =
                    Files.writeString(file.resolveSibling(file.getFileName() + ".part"), "%+d\n".formatted(seconds));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
