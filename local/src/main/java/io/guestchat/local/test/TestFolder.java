package io.guestchat.local.test;

import io.guestchat.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Data and logs of one test JVM, in {@code .guestchat/test/<pid>}. A JVM that was killed leaves its folder; the next one
 * removes it.
 */
record TestFolder(Path path) {
    static TestFolder create(Checkout checkout) {
        Path all = checkout.state().resolve("test");
        try {
            Files.createDirectories(all);
            try (Stream<Path> folders = Files.list(all)) {
                folders.filter(TestFolder::isAbandoned).map(TestFolder::new).forEach(TestFolder::delete);
            }
            return new TestFolder(Files.createDirectories(
                    all.resolve(Long.toString(ProcessHandle.current().pid()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // Somebody else removes it too, or a file is still being closed: the next test JVM tries again.
        }
    }

    private static boolean isAbandoned(Path folder) {
        try {
            return ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                    .filter(ProcessHandle::isAlive)
                    .isEmpty();
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }
}
