package io.guestchat.scenarios.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.guestchat.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** axe-core, the accessibility checker. */
public final class Axe {
    private static final Path SCRIPT = Path.of("node_modules/axe-core/axe.min.js");

    private static final String RUN = """
            (rules) => axe.run(rules ? { runOnly: rules } : {}).then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
              nodes.map(({ html }) => id + ': ' + help + ' ' + html)))
            """;

    private Axe() {}

    /** What it finds on the page as it stands: rule, explanation and element; empty when all is well. */
    public static List<String> flawsOf(Page page) {
        return flawsOf(page, null);
    }

    /** The same by some of its rules only. */
    @SuppressWarnings("unchecked")
    public static List<String> flawsOf(Page page, @Nullable List<String> rules) {
        JsonObject expression = new JsonObject();
        expression.addProperty("expression", script());
        CDPSession session = page.context().newCDPSession(page);
        // Not by a script element: the page's own policy forbids it, and is not to be weakened.
        session.send("Runtime.evaluate", expression);
        session.detach();
        return (List<String>) page.evaluate(RUN, rules);
    }

    private static String script() {
        try {
            return Files.readString(Checkout.find().root().resolve(SCRIPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
