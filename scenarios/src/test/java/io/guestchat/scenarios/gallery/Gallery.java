package io.guestchat.scenarios.gallery;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import io.guestchat.scenarios.browser.Chromium;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code web-guest/page/gallery}, built, in a browser in which it is always the same moment and nothing moves. */
final class Gallery implements AutoCloseable {
    private static final Date NOW = Date.from(Instant.parse("2026-06-11T08:12:00Z"));
    private static final String ORIGIN = "http://localhost";

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

    /** A window, in CSS pixels, to show one screen after the other in. */
    Page window(int width, int height, String locale) {
        return page(
                new Browser.NewContextOptions().setViewportSize(width, height).setLocale(locale));
    }

    /** The names of all screens. */
    @SuppressWarnings("unchecked")
    static List<String> screens(Page page) {
        return (List<String>) page.evaluate("gallery.names");
    }

    static void show(Page page, String screen) {
        page.evaluate("(screen) => gallery.show(screen)", screen);
    }

    /** A window to take pictures of, or to touch. */
    Page window(Window window) {
        return page(new Browser.NewContextOptions()
                .setViewportSize(window.width(), window.height())
                .setIsMobile(window.isPhone())
                .setHasTouch(window.isPhone())
                .setLocale(window.locale()));
    }

    /** Takes pictures of all screens, at half their size. */
    Map<ColorScheme, Sheet> take(Window window) {
        Page page = window(window);
        try (BrowserContext context = page.context()) {
            CDPSession camera = context.newCDPSession(page);
            List<String> screens = screens(page);
            Map<ColorScheme, Sheet> sheets = new EnumMap<>(ColorScheme.class);
            window.schemes().forEach(scheme -> sheets.put(scheme, new Sheet(screens, window.columns())));
            for (String screen : screens) {
                page.evaluate("(screen) => gallery.show(screen).then(gallery.hold)", screen);
                sheets.forEach((scheme, sheet) -> {
                    if (sheets.size() > 1) {
                        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    }
                    sheet.add(picture(camera));
                });
            }
            return sheets;
        }
    }

    /**
     * As it stands in the window. At another size Chromium would draw all of it anew for the picture, and where it then puts letters
     * depends on what it had drawn before. Playwright's own screenshots take several times as long: they look for what moves, which here
     * nothing does.
     */
    private static byte[] picture(CDPSession camera) {
        JsonObject quickly = new JsonObject();
        quickly.addProperty("optimizeForSpeed", true);
        return Base64.getDecoder()
                .decode(camera.send("Page.captureScreenshot", quickly)
                        .get("data")
                        .getAsString());
    }

    private Page page(Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser()
                .newContext(options.setTimezoneId("Europe/Bucharest").setReducedMotion(ReducedMotion.REDUCE));
        context.clock().setFixedTime(NOW);
        context.route(ORIGIN + "/**", this::serve);
        Page page = context.newPage();
        page.navigate(ORIGIN + "/?screen=chat");
        page.waitForFunction("globalThis.gallery");
        return page;
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

    @Override
    public void close() {
        chromium.close();
    }
}
