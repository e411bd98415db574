package io.guestchat.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One time for all files of an image. So that the same files make the same layer; and what is recorded ahead of time holds only for
 * jars that have the time, to the second, that they had in the rehearsal.
 */
final class FixedTimes {
    /** {@code project.build.outputTimestamp} of the parent pom.xml. */
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private FixedTimes() {}

    /** Gives it to everything below a folder. */
    static void set(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            List<Path> all = below.toList();
            for (Path each : all) {
                Files.setLastModifiedTime(each, FileTime.from(TIME));
            }
        }
    }
}
