package io.guestchat.scenarios.gallery;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import io.guestchat.scenarios.browser.Chromium;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** {@code web-guest/page/gallery}, built, in a browser in which it is always the same moment. */
final class Gallery implements AutoCloseable {
    private static final Date NOW = Date.from(Instant.parse("2026-06-11T08:12:00Z"));
    static final String ORIGIN = "http://localhost";

    /** What each screen's cell is called and where it is on the sheet. */
    private static final String CELLS = """
            [...document.querySelectorAll('[data-screen]')].map((cell) => {
              const { x, y, width, height } = cell.querySelector('.window').getBoundingClientRect();
              return { name: cell.dataset.screen, x, y, width, height };
            })
            """;

    /** Every screen has rendered, in its fonts. */
    private static final String READY = """
            () => frames.length > 0 && Array.from(frames).every(({ document }) =>
              document.readyState === 'complete' && document.body?.firstElementChild && document.fonts.status === 'loaded')
            """;

    private final Path files;
    private final Chromium chromium;

    private Gallery(Path files, Chromium chromium) {
        this.files = files;
        this.chromium = chromium;
    }

    /** Builds it, which takes seconds. */
    static Gallery open() {
        Path root = Checkout.find().root();
        var build = Programs.run(root, Map.of(), List.of("npm", "run", "gallery", "-w", "@guestchat/page"));
        if (!build.succeeded()) {
            throw new IllegalStateException(build.output());
        }
        return new Gallery(root.resolve("web-guest/page/gallery/dist"), Chromium.launch());
    }

    /** Takes a picture of all screens. */
    Picture take(Sheet sheet) {
        try (BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale(sheet.locale())
                        .setTimezoneId("Europe/Bucharest")
                        .setViewportSize(sheet.width(), 800)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setColorScheme(sheet.scheme()))) {
            context.clock().setFixedTime(NOW);
            context.route(ORIGIN + "/**", this::serve);
            Page page = context.newPage();
            page.navigate(ORIGIN + "/?size=" + sheet.size());
            page.waitForFunction(READY);
            byte[] png = page.screenshot(
                    new Page.ScreenshotOptions().setFullPage(true).setAnimations(ScreenshotAnimations.DISABLED));
            return Picture.of(png, cells(page));
        }
    }

    /** A window of that size, in CSS pixels, to show one screen after the other in; whoever looks wants nothing to move. */
    Page window(int width, int height) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setViewportSize(width, height)
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.route(ORIGIN + "/**", this::serve);
        return context.newPage();
    }

    /** The names of all screens. */
    List<String> screens(Page page) {
        page.navigate(ORIGIN + "/?size=phone");
        page.waitForFunction(READY);
        return cells(page).stream().map(Picture.Cell::name).toList();
    }

    private void serve(Route route) {
        String path = URI.create(route.request().url()).getPath();
        Path file = files.resolve(path.equals("/") ? "index.html" : path.substring(1));
        if (Files.isRegularFile(file)) {
            route.fulfill(new Route.FulfillOptions().setPath(file));
        } else {
            route.fulfill(new Route.FulfillOptions().setStatus(404));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Picture.Cell> cells(Page page) {
        return ((List<Map<String, Object>>) page.evaluate(CELLS))
                .stream()
                        .map(cell -> new Picture.Cell(
                                (String) cell.get("name"),
                                pixels(cell, "x"),
                                pixels(cell, "y"),
                                pixels(cell, "width"),
                                pixels(cell, "height")))
                        .toList();
    }

    private static int pixels(Map<String, Object> cell, String name) {
        return (int) Math.round(((Number) cell.get(name)).doubleValue());
    }

    @Override
    public void close() {
        chromium.close();
    }
}
