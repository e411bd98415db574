package io.guestchat.scenarios.browser;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;

/** What a profile's pages wrote to the console, with every uncaught error and every violation of the security policy. */
public final class Console {
    private static final String VIOLATION = "securitypolicyviolation";
    private static final String UNCAUGHT = "uncaught";

    /** Runs before any script of the page, in every page of the profile. */
    private static final String TELL_VIOLATIONS = """
            addEventListener('securitypolicyviolation', (event) => console.error(
              '%s', event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber, event.sample));
            """.formatted(VIOLATION);

    private final List<String> lines = new ArrayList<>();

    Console(BrowserContext profile) {
        profile.addInitScript(TELL_VIOLATIONS);
        profile.onConsoleMessage(message -> lines.add(message.type() + " " + message.text()));
        profile.onWebError(error -> lines.add(UNCAUGHT + " " + error.error()));
    }

    /** What was written, in order: the kind, then the text. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Uncaught errors and violations of the Content Security Policy or of Trusted Types; there must be none. */
    public List<String> faults() {
        return lines.stream()
                .filter(line -> line.startsWith(UNCAUGHT) || line.contains(VIOLATION))
                .toList();
    }
}
