package io.guestchat.platform.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of key files. A mounted Secret changes by a link that points elsewhere, with times that say nothing: what counts
 * is the files' contents. A file that is gone takes its key along at once, whatever is wrong with the others; a file that cannot
 * be read, or is not a usable key, keeps the last key that it was. Not for several threads.
 */
final class KeyDirectory {
    private final Path directory;
    private Map<String, Entry> entries = Map.of();

    /** A file's text as it was last usable, and the key that it is. */
    private record Entry(String text, SigningKey key) {
        @Override
        public String toString() {
            return key.toString();
        }
    }

    /**
     * What a look into the directory finds.
     *
     * @param keys     by file name; empty if none can be used
     * @param problems what is wrong with the directory or its files; nothing of their contents
     */
    record Found(List<SigningKey> keys, List<String> problems) {}

    KeyDirectory(Path directory) {
        this.directory = directory;
    }

    Found read() {
        List<String> problems = new ArrayList<>();
        Map<String, Entry> found = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Path> file : files().entrySet()) {
                Entry entry = entry(file.getKey(), file.getValue(), problems);
                if (entry != null && isOnlyOne(entry.key, found, problems)) {
                    found.put(file.getKey(), entry);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add("the directory cannot be read: " + e.getClass().getSimpleName());
            found.clear();
        }
        if (found.isEmpty()) {
            problems.add("no usable key");
        } else {
            entries = found;
        }
        return new Found(found.values().stream().map(Entry::key).toList(), problems);
    }

    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            all.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> files.put(file.getFileName().toString(), file));
        }
        return files;
    }

    private @Nullable Entry entry(String name, Path file, List<String> problems) {
        Entry last = entries.get(name);
        try {
            String text = Files.readString(file);
            return last != null && last.text.equals(text) ? last : new Entry(text, SigningKey.parse(name, text));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            problems.add(name + ": " + e.getClass().getSimpleName());
        } catch (UnusableKey e) {
            problems.add(name + ": " + e.getMessage());
        }
        return last;
    }

    private static boolean isOnlyOne(SigningKey key, Map<String, Entry> found, List<String> problems) {
        for (Entry other : found.values()) {
            if (other.key.kid().equals(key.kid())) {
                problems.add(key.file() + ": has the kid of " + other.key.file());
                return false;
            }
        }
        return true;
    }
}
