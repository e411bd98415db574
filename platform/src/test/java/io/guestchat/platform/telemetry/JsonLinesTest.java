package io.guestchat.platform.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final String OURS = "io.guestchat.platform.view.LogView";

    @Test
    void writesAnObjectALineWithFixedKeys() throws JsonProcessingException {
        // When
        String line = line(OURS, "view topic=%s partition=%d \"quoted\"\nand more", null, "guestchat.invites", 3);

        // Then
        assertEquals(line.length() - 1, line.indexOf('\n'));
        JsonNode object = new ObjectMapper().readTree(line);
        assertEquals(
                List.of("time", "level", "logger", "thread", "message", "topic", "partition"),
                StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                        .toList());
        assertEquals("2026-11-23T10:00:00Z", object.get("time").textValue());
        assertEquals("guestchat.invites", object.get("topic").textValue());
        assertEquals(
                "view topic=guestchat.invites partition=3 \"quoted\"\nand more",
                object.get("message").textValue());
    }

    @Test
    void noMessageReplacesAKeyOfItsOwn() throws JsonProcessingException {
        // When
        JsonNode object = new ObjectMapper().readTree(line(OURS, "odd level=%s", null, "x"));

        // Then
        assertEquals("ERROR", object.get("level").textValue());
    }

    @Test
    void leavesOutWhatAnExceptionOfOursMayRepeat() throws JsonProcessingException {
        // Given
        Exception secret = new IllegalStateException("canary", new IllegalArgumentException("canary"));

        // When
        String ours = line(OURS, "answered 500", secret);
        String theirs = line("io.quarkus.runtime.Application", "Failed to start", secret);

        // Then
        assertFalse(ours.contains("canary"));
        assertTrue(theirs.contains("canary"));
        JsonNode object = new ObjectMapper().readTree(ours);
        assertEquals("java.lang.IllegalStateException", object.get("error").textValue());
        assertTrue(object.get("stack").textValue().contains("JsonLinesTest.java"));
        assertTrue(object.get("stack").textValue().contains("java.lang.IllegalArgumentException"));
    }

    @Test
    void aLevelHasOneNameWhoeverLogs() {
        for (var level : Map.of(
                        java.util.logging.Level.SEVERE, "ERROR",
                        java.util.logging.Level.WARNING, "WARN",
                        Level.INFO, "INFO")
                .entrySet()) {
            ExtLogRecord record = new ExtLogRecord(level.getKey(), "said", "any");
            record.setLoggerName("a.library");
            assertTrue(
                    new JsonLines().format(record).contains("\"level\":\"" + level.getValue() + "\""), level::toString);
        }
    }

    private static String line(String logger, String format, @Nullable Throwable thrown, Object... values) {
        ExtLogRecord record = new ExtLogRecord(Level.ERROR, format, ExtLogRecord.FormatStyle.PRINTF, "any");
        record.setParameters(values);
        record.setLoggerName(logger);
        record.setThreadName("main");
        record.setInstant(Instant.parse("2026-11-23T10:00:00Z"));
        record.setThrown(thrown);
        return new JsonLines().format(record);
    }
}
