package io.guestchat.scenarios.gallery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.guestchat.scenarios.browser.Axe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every screen of the guest's page and every state of the chat can be used by everybody (WCAG 2.2 AA): in a window of 320 CSS pixels,
 * which is also what 400 % zoom leaves of a desktop's, light, dark, in forced colours, and from right to left.
 */
class EveryScreenIT {
    private static final int NARROW = 320;
    private static final int LOW = 640;
    private static final List<String> CONTRAST = List.of("color-contrast");

    private static Gallery gallery;
    private static Page page;
    private static List<String> screens;

    @BeforeAll
    static void open() {
        gallery = Gallery.open();
        page = gallery.window(NARROW, LOW);
        screens = gallery.screens(page);
        assertTrue(screens.size() > 1);
    }

    @AfterAll
    static void close() {
        gallery.close();
    }

    @Test
    void hasNoKnownFlaw() {
        List<String> flaws = new ArrayList<>();
        for (String screen : screens) {
            // When
            show(screen);

            // Then
            add(flaws, screen, Axe.flawsOf(page));
            add(flaws, screen, layout());
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            add(flaws, screen + " dark", Axe.flawsOf(page, CONTRAST));
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(ColorScheme.LIGHT)
                    .setForcedColors(ForcedColors.ACTIVE));
            add(flaws, screen + " in forced colours", layout());
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        }
        assertEquals(List.of(), flaws);
    }

    @Test
    void fitsFromRightToLeftAsWell() {
        List<String> flaws = new ArrayList<>();
        try {
            language("ar");
            for (String screen : screens) {
                // When
                show(screen);

                // Then
                assertEquals("rtl", page.locator("html").getAttribute("dir"));
                add(flaws, screen + " in Arabic", layout());
            }
        } finally {
            language("en");
        }
        assertEquals(List.of(), flaws);
    }

    @Test
    void aDialogKeepsTheFocusAndGivesItBack() {
        // Given
        show("chat");
        Locator options = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Chat options"));
        options.focus();

        // When
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();

        // Then
        for (int i = 0; i < 5; i++) {
            page.keyboard().press("Tab");
            assertEquals(
                    true,
                    page.evaluate(
                            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"));
        }
        assertEquals(List.of(), Axe.flawsOf(page));
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(options).isFocused();
    }

    @Test
    void aMessageIsAnnouncedOnceAndItsTicksAreNot() {
        // Given
        show("chat");

        // When
        List<String> atFirst = announcedWhile("fake.receive('Say this once')");
        List<String> later = announcedWhile(
                "fake.set({ messages: fake.state.messages.map((m) => m.mine ? { ...m, delivery: 'read' } : m) })");

        // Then
        assertEquals(
                1,
                atFirst.stream().filter(said -> said.contains("Say this once")).count(),
                atFirst.toString());
        assertEquals(List.of(), later);
    }

    private static void show(String screen) {
        page.navigate(Gallery.ORIGIN + "/?screen=" + screen);
        page.waitForFunction("() => document.body.firstElementChild && document.fonts.status === 'loaded'");
    }

    private static void language(String language) {
        page.evaluate("(language) => localStorage.setItem('guestchat-language', language)", language);
    }

    @SuppressWarnings("unchecked")
    private static List<String> layout() {
        return (List<String>) page.evaluate(script("layout"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> announcedWhile(String task) {
        return (List<String>) page.evaluate(script("announcements"), task);
    }

    private static void add(List<String> flaws, String screen, List<String> found) {
        found.forEach(flaw -> flaws.add(screen + ": " + flaw));
    }

    private static String script(String name) {
        try (InputStream file = EveryScreenIT.class.getResourceAsStream(name + ".js")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            // A function as an expression: without its comment and its last semicolon.
            return text.substring(text.indexOf('\n') + 1).strip().replaceAll(";$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
