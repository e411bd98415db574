package io.guestchat.scenarios.gallery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.guestchat.local.Checkout;
import io.guestchat.scenarios.browser.Axe;
import io.guestchat.scenarios.browser.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every screen of the guest's and the phone's page and every state of a chat can be used by everybody (WCAG 2.2 AA): in a window of 320
 * CSS pixels, which is also what 400 % zoom leaves of a desktop's, light, dark, in forced colours, and from right to left.
 *
 * <p>And each looks as on the sheets in {@code docs/screens}, which were looked at; {@code -Dscenarios.images=true} takes them anew.
 */
class EveryScreenIT {
    private static final int NARROW = 320;
    private static final int LOW = 640;
    private static final List<String> CONTRAST = List.of("color-contrast");

    private static final boolean TAKE_ANEW = Boolean.getBoolean("scenarios.images");
    private static final Path REVIEWED = Checkout.find().root().resolve("docs/screens");
    private static final String HOW_TO_REVIEW = "docs/screens/README.md says how new ones are taken.";
    private static final Path EVIDENCE = Checkout.find().root().resolve("scenarios/target/scenarios/EveryScreenIT");

    private static Gallery gallery;
    private static Page page;
    private static List<String> screens;

    @BeforeAll
    static void open() {
        gallery = Gallery.open();
        page = gallery.window(NARROW, LOW, "en-GB");
        screens = Gallery.screens(page);
        assertTrue(screens.size() > 1);
    }

    @AfterAll
    static void close() {
        gallery.close();
    }

    @ParameterizedTest
    @EnumSource
    void looksAsReviewed(Window window) {
        List<String> differences = new ArrayList<>();
        // When
        gallery.take(window).forEach((scheme, sheet) -> {
            // Then
            String file = window.fileName(scheme);
            if (TAKE_ANEW) {
                sheet.write(REVIEWED.resolve(file));
                return;
            }
            Path evidence = EVIDENCE.resolve(file.replace(".png", ""));
            add(differences, "docs/screens/" + file, sheet.differencesFrom(REVIEWED.resolve(file), evidence));
        });
        String all = String.join("\n", differences);
        assertEquals("", all, () -> "Both pictures of each are in " + EVIDENCE + ". " + HOW_TO_REVIEW);
    }

    @Test
    void hasNoKnownFlaw() {
        List<String> flaws = new ArrayList<>();
        for (String screen : screens) {
            // When
            Gallery.show(page, screen);

            // Then
            add(flaws, screen, Axe.flawsOf(page));
            add(flaws, screen, layout(page));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            add(flaws, screen + " dark", Axe.flawsOf(page, CONTRAST));
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(ColorScheme.LIGHT)
                    .setForcedColors(ForcedColors.ACTIVE));
            add(flaws, screen + " in forced colours", layout(page));
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        }
        assertEquals(List.of(), flaws);
    }

    @Test
    void fitsFromRightToLeftAsWell() {
        List<String> flaws = new ArrayList<>();
        try (BrowserContext arabic = gallery.window(NARROW, LOW, "ar").context()) {
            Page page = arabic.pages().getFirst();
            assertEquals("rtl", page.locator("html").getAttribute("dir"));
            for (String screen : screens) {
                // When
                Gallery.show(page, screen);

                // Then
                add(flaws, screen + " in Arabic", layout(page));
            }
        }
        assertEquals(List.of(), flaws);
    }

    @Test
    void aDialogKeepsTheFocusAndGivesItBack() {
        // Given
        Gallery.show(page, "chat");
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

    /** In what 400 % zoom leaves of a laptop's window, and in a phone's on its side above its keyboard. */
    @ParameterizedTest
    @ValueSource(ints = {256, 160})
    void aWarningLeavesTheComposerInView(int height) {
        try (BrowserContext low = gallery.window(NARROW, height, "en-GB").context()) {
            // Given
            Page page = low.pages().getFirst();

            // When
            Gallery.show(page, "keys");

            // Then
            BoundingBox composer = page.locator(".comp").boundingBox();
            assertTrue(composer.y + composer.height <= height, () -> "ends at " + (composer.y + composer.height));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Dismiss"))
                    .click();
            assertThat(page.getByTestId("alert")).hasCount(0);
        }
    }

    /** What came above the field a moment later would move it from under a finger. */
    @Test
    void anInvitationIsShownWithAllThatIsSaidBeforeItsField() {
        // Given
        page.evaluate("""
                () => {
                  navigator.storage.getDirectory = () => new Promise((_, refuse) => { globalThis.refuse = refuse });
                }""");
        Gallery.show(page, "invited");
        assertThat(page.getByRole(AriaRole.TEXTBOX)).hasCount(0);

        // When
        page.evaluate("refuse()");
        page.getByRole(AriaRole.TEXTBOX).waitFor();

        // Then
        assertEquals(1, page.getByTestId("surroundings").count());
        page.evaluate("delete navigator.storage.getDirectory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"document.querySelector('.btn').click()", "dispatchEvent(new Event('online'))"})
    void aMemberWhoCouldNotLogInTriesAgain(String occasion) {
        // Given
        Gallery.show(page, "phone-login-failed");
        Locator ana = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ana"));
        assertThat(ana).hasCount(0);
        page.evaluate("""
                () => {
                  const answer = async () => Response.json([{ id: 'ana', name: 'Ana' }]);
                  Object.defineProperty(globalThis, 'fetch', { value: answer });
                }""");

        // When
        page.evaluate(occasion);

        // Then
        assertThat(ana).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"PHONE, 1", "PHONE_ARABIC, -1"})
    void aMessageDrawnAsideIsAnswered(Window window, int forward) {
        try (BrowserContext phone = gallery.window(window).context()) {
            // Given
            Page page = phone.pages().getFirst();
            Gallery.show(page, "chat");
            BoundingBox bubble = page.locator("[data-id] .b").last().boundingBox();
            Finger finger = new Finger(page, bubble.x + bubble.width / 2, bubble.y + 10);

            // When
            finger.draw(30 * forward);
            finger.leave();
            assertThat(page.getByTestId("subject")).hasCount(0);
            finger.draw(80 * forward);
            finger.leave();

            // Then
            assertThat(page.getByTestId("subject")).containsText("Just bring your insurance card.");
            assertThat(page.getByRole(AriaRole.TEXTBOX)).isFocused();
        }
    }

    @Test
    void aMessageIsAnnouncedOnceAndItsTicksAreNot() {
        // Given
        Gallery.show(page, "chat");

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

    @SuppressWarnings("unchecked")
    private static List<String> layout(Page page) {
        return (List<String>) page.evaluate(Script.beside(EveryScreenIT.class, "layout"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> announcedWhile(String task) {
        return (List<String>) page.evaluate(Script.beside(EveryScreenIT.class, "announcements"), task);
    }

    private static void add(List<String> flaws, String screen, List<String> found) {
        found.forEach(flaw -> flaws.add(screen + ": " + flaw));
    }
}
