package io.guestchat.scenarios.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.guestchat.local.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Chromium for a test JVM; who uses it gets a browser profile of their own from {@link #browser}.
 *
 * <p>Nothing is downloaded: the browser is the machine's (the one that {@code CHROMIUM} in the environment names, else the first
 * Chromium or Chrome found), and so is the Node that Playwright runs on.
 * {@code -Dscenarios.headed=true} shows what happens.
 */
public final class Chromium implements AutoCloseable {
    static final List<String> QUIET = List.of(
            "--disable-gpu",
            // Letters are as wide on every machine.
            "--font-render-hinting=none",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final List<String> MAC_APPLICATIONS = List.of(
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException when the machine has no Chromium or no Node
     */
    public static Chromium launch() {
        Playwright playwright = driver();
        boolean headed = Boolean.getBoolean("scenarios.headed");
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable())
                                .setHeadless(!headed)
                                .setSlowMo(headed ? 300 : 0)
                                .setChromiumSandbox(sandboxed())
                                .setArgs(QUIET)));
    }

    /** To open profiles in. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    /** Playwright on the machine's Node. */
    static Playwright driver() {
        Map<String, String> settings =
                Map.of("PLAYWRIGHT_NODEJS_PATH", program("node").toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return Playwright.create(new Playwright.CreateOptions().setEnv(settings));
    }

    /** Chromium refuses its sandbox to root, as whom containers of CI often run. */
    static boolean sandboxed() {
        return !"root".equals(System.getProperty("user.name"));
    }

    static Path executable() {
        return Optional.ofNullable(System.getenv("CHROMIUM"))
                .map(Path::of)
                .or(() -> MAC_APPLICATIONS.stream()
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst())
                .orElseGet(() -> program("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"));
    }

    private static Path program(String... names) {
        for (String name : names) {
            Optional<Path> found = Programs.find(name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("The scenarios need " + String.join(" or ", names) + " on the path.");
    }
}
