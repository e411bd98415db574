package io.guestchat.scenarios.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that has nothing in it. */
public final class EmptyFolder {
    private EmptyFolder() {}

    /** Makes it, or removes what an earlier run left there. */
    public static Path at(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> below = Files.walk(folder)) {
                    for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
