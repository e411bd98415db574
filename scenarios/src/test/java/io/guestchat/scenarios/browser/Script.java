package io.guestchat.scenarios.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A function of JavaScript in a resource of its own, which begins with a comment on what it is. */
public final class Script {
    private Script() {}

    /** The function as an expression, for {@code page.evaluate}. */
    public static String beside(Class<?> test, String name) {
        try (InputStream file = test.getResourceAsStream(name + ".js")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf('\n') + 1).strip().replaceAll(";$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
