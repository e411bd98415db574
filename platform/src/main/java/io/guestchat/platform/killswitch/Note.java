package io.guestchat.platform.killswitch;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the operator wrote into a switch's file, a line each: {@code by=}, {@code at=}, {@code reason=}. For people; nothing is
 * decided by it.
 *
 * @param at as they wrote it
 */
record Note(
        @Nullable String by, @Nullable String at, @Nullable String reason) {
    private static final int LONGEST = 200;

    static final Note NONE = new Note(null, null, null);

    /** Of any text: what is not understood is left out. */
    static Note parse(String text) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return NONE;
        }
        return new Note(line(lines, "by"), line(lines, "at"), line(lines, "reason"));
    }

    private static @Nullable String line(Properties lines, String name) {
        String value = lines.getProperty(name, "").replaceAll("\\p{Cntrl}", " ").strip();
        return value.isEmpty() ? null : value.substring(0, Math.min(value.length(), LONGEST));
    }
}
