package io.guestchat.scenarios.browser;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One person's browser: storage and cookies of its own, and a record of what happened in it. */
public final class Profile implements AutoCloseable {
    private final String owner;
    private final BrowserContext context;
    private final Console console;
    private final NetworkLog network;

    private Profile(String owner, BrowserContext context) {
        this.owner = owner;
        this.context = context;
        this.console = new Console(context);
        this.network = new NetworkLog();
    }

    /**
     * Opens an empty profile.
     *
     * @param owner for file names
     */
    public static Profile open(Browser browser, String owner, Look look) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setViewportSize(look.width(), look.height())
                .setDeviceScaleFactor(look.scale())
                .setColorScheme(look.scheme());
        if (isChromium(browser)) {
            options.setIsMobile(true).setHasTouch(true);
        }
        Profile profile = new Profile(owner, browser.newContext(options));
        profile.context.tracing().start(new Tracing.StartOptions().setSnapshots(true));
        return profile;
    }

    /**
     * How a phone shows the page.
     *
     * @param width of the viewport in CSS pixels
     * @param height of the viewport in CSS pixels
     * @param scale device pixels per CSS pixel
     * @param scheme light or dark
     */
    public record Look(int width, int height, double scale, ColorScheme scheme) {
        /** A phone, light. */
        public static final Look PHONE = new Look(390, 844, 1, ColorScheme.LIGHT);

        /** The same on a dark phone, or back on a light one. */
        public Look in(ColorScheme other) {
            return new Look(width, height, scale, other);
        }
    }

    /** A new tab. */
    public Page newPage() {
        Page page = context.newPage();
        if (isChromium(context.browser())) {
            network.record(page);
        }
        return page;
    }

    /** From now on nothing is reached from here. */
    public void loseNetwork() {
        context.setOffline(true);
    }

    /** All is reached again, and its pages hear of it: Chromium itself tells none that was loaded meanwhile. */
    public void findNetwork() {
        context.setOffline(false);
        context.pages().forEach(page -> page.evaluate("dispatchEvent(new Event('online'))"));
    }

    /** What its pages said. */
    public Console console() {
        return console;
    }

    /** What its pages sent and received; recorded in Chromium only. */
    public NetworkLog network() {
        return network;
    }

    /** Keeps a screenshot of each page, the console, the network and a trace for Playwright's viewer. */
    public void keepEvidence(Path folder) {
        try {
            Files.createDirectories(folder);
            List<Page> pages = context.pages();
            for (int i = 0; i < pages.size(); i++) {
                Path file = folder.resolve("%s-%d.png".formatted(owner, i + 1));
                pages.get(i).screenshot(new Page.ScreenshotOptions().setPath(file));
            }
            Files.write(folder.resolve(owner + "-console.txt"), console.lines());
            Gson gson = new GsonBuilder().disableHtmlEscaping().create();
            Files.write(
                    folder.resolve(owner + "-network.jsonl"),
                    network.entries().stream()
                            .map(entry -> entry.event() + " " + gson.toJson(entry.content()))
                            .toList());
            context.tracing().stop(new Tracing.StopOptions().setPath(folder.resolve(owner + "-trace.zip")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only Chromium plays a phone, and shows what is on the wire. */
    private static boolean isChromium(Browser browser) {
        return browser.browserType().name().equals("chromium");
    }

    @Override
    public void close() {
        context.close();
    }
}
