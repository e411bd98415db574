package io.guestchat.scenarios.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes one history, a line for each event. For one thread at a time. */
public final class HistoryWriter implements AutoCloseable {
    private static final ObjectWriter JSON = Histories.JSON.writerFor(Event.class);

    private final BufferedWriter file;

    private HistoryWriter(BufferedWriter file) {
        this.file = file;
    }

    /**
     * Begins a history.
     *
     * @param name of the client, or {@link Histories#DISTURBANCES}
     */
    public static HistoryWriter create(Path folder, String name) {
        try {
            return new HistoryWriter(Files.newBufferedWriter(folder.resolve(name + Histories.SUFFIX)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an event; on disk only after {@link #close}. */
    public synchronized void add(Event event) {
        try {
            file.write(JSON.writeValueAsString(event));
            file.write('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
