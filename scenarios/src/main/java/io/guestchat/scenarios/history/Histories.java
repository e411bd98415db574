package io.guestchat.scenarios.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The histories of one run, read from their folder. */
public final class Histories {
    /** The file, without suffix, of what was done to the suite. */
    public static final String DISTURBANCES = "disturbances";

    static final String SUFFIX = ".jsonl";
    static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    public Histories(Path folder) {
        this.folder = folder;
    }

    /** The names of the clients. */
    public List<String> clients() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> !name.equals(DISTURBANCES))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first event of a client. */
    public Event.Began began(String client) {
        try (Stream<String> lines = Files.lines(file(client))) {
            return (Event.Began) lines.map(Histories::event).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All events of a client, in their order. */
    public List<Event> of(String client) {
        try (Stream<String> lines = Files.lines(file(client))) {
            return lines.map(Histories::event).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was done to the suite, in its order. */
    public List<Event> disturbances() {
        return Files.exists(file(DISTURBANCES)) ? of(DISTURBANCES) : List.of();
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    private static Event event(String line) {
        try {
            return JSON.readValue(line, Event.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not an event: " + line, e);
        }
    }
}
