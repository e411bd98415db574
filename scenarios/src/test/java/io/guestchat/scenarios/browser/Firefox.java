package io.guestchat.scenarios.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.guestchat.local.process.Programs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Firefox, which Playwright drives by WebDriver BiDi. */
public final class Firefox implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private Firefox(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where it is, if the machine has one. */
    public static Optional<Path> program() {
        return Stream.of("firefox-esr", "firefox")
                .flatMap(name -> Programs.find(name).stream())
                .findFirst();
    }

    /** Starts it; the machine must have one. */
    public static Firefox launch() {
        Playwright playwright = Chromium.driver();
        return new Firefox(
                playwright,
                playwright
                        .firefox()
                        .launch(new BrowserType.LaunchOptions()
                                .setChannel("moz-firefox")
                                .setExecutablePath(program().orElseThrow())));
    }

    /** To open profiles in. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
