package io.guestchat.scenarios.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Something left behind.
 *
 * @param where for people: topic and offset, key, file
 * @param content as it lies there
 */
public record Trace(String where, byte[] content) {
    /** A text. */
    public static Trace of(String where, String content) {
        return new Trace(where, content.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return where;
    }
}
