package io.guestchat.platform.killswitch;

import io.guestchat.protocol.InvalidValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of switches, usually a mounted ConfigMap. That a file is there turns its switch on, whatever it holds; a file
 * {@code off-<switch>} says who turned it off last. What begins with a dot is how Kubernetes swaps the files, all at once.
 */
final class SwitchDirectory {
    private static final String OFF = "off-";
    private static final int NOTE_BYTES = 4 * 1024;

    private final Path directory;

    /**
     * What a look into the directory finds.
     *
     * @param on       with what their files say; null if the directory cannot be read: then nothing is known
     * @param off      notes of those that were turned off
     * @param problems what is wrong with the directory or its files
     */
    record Found(@Nullable SortedMap<KillSwitch, Note> on, SortedMap<KillSwitch, Note> off, List<String> problems) {}

    SwitchDirectory(Path directory) {
        this.directory = directory;
    }

    Found read() {
        List<String> problems = new ArrayList<>();
        SortedMap<KillSwitch, Note> on = new TreeMap<>();
        SortedMap<KillSwitch, Note> off = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.sorted().forEach(file -> {
                String name = file.getFileName().toString();
                if (name.startsWith(OFF)) {
                    add(name.substring(OFF.length()), file, off, problems);
                } else if (!name.startsWith(".")) {
                    add(name, file, on, problems);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            String reason = "the directory cannot be read: " + e.getClass().getSimpleName();
            return new Found(null, off, List.of(reason));
        }
        return new Found(on, off, problems);
    }

    private static void add(String name, Path file, SortedMap<KillSwitch, Note> turned, List<String> problems) {
        try {
            KillSwitch which = KillSwitch.parse(name);
            turned.put(which, Note.NONE);
            try (InputStream text = Files.newInputStream(file)) {
                turned.put(which, Note.parse(new String(text.readNBytes(NOTE_BYTES), StandardCharsets.UTF_8)));
            }
        } catch (InvalidValue e) {
            problems.add(file.getFileName() + ": " + e.getMessage());
        } catch (IOException e) {
            // Gone at this moment, or not readable: counts as it is named, until the next look.
            problems.add(file.getFileName() + ": " + e.getClass().getSimpleName());
        }
    }
}
