package io.guestchat.scenarios.gallery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.guestchat.scenarios.browser.Axe;
import io.guestchat.scenarios.browser.Keyboard;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything can be done by keyboard, in what 200 % zoom leaves of a small laptop's window: each screen is gone through by the Tab key, and
 * what a chat offers is used.
 */
class KeyboardIT {
    private static final int WIDE = 640;
    private static final int LOW = 360;
    private static final int MOST_PRESSES = 30;
    private static final String IN_APP =
            "Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
                    + " Chrome/137.0.0.0 Mobile Safari/537.36";

    private static Gallery gallery;
    private static Page page;

    @BeforeAll
    static void open() {
        gallery = Gallery.open();
        page = gallery.window(WIDE, LOW, "en-GB");
    }

    @AfterAll
    static void close() {
        gallery.close();
    }

    @Test
    void everyScreenIsGoneThrough() {
        List<String> flaws = new ArrayList<>();
        for (String screen : Gallery.screens(page)) {
            // When
            show(screen);

            // Then
            Keyboard.flawsOf(page).forEach(flaw -> flaws.add(screen + ": " + flaw));
        }
        assertEquals(List.of(), flaws);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Save a copy", "Safety number", "Report a problem", "End and erase chat"})
    void aDialogIsOpenedAndLeftByKeyboardAndGivesTheFocusBack(String option) {
        // Given
        show("chat");
        Locator options = button("Chat options");
        options.focus();

        // When
        page.keyboard().press("Enter");
        assertThat(dialog()).isVisible();
        button(option).focus();
        page.keyboard().press("Enter");
        assertThat(dialog().getByRole(AriaRole.HEADING)).not().hasText("Chat options");

        // Then
        assertEquals(List.of(), Keyboard.flawsOf(page));
        leave();
        assertThat(dialog()).hasCount(0);
        assertThat(options).isFocused();
    }

    @Test
    void theSearchIsUsedByKeyboard() {
        // Given
        show("changed");
        button("Chat options").focus();
        page.keyboard().press("Enter");
        button("Search in this chat").focus();

        // When
        page.keyboard().press("Enter");

        // Then
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).isFocused();
        page.keyboard().type("thursday");
        assertThat(page.getByTestId("hits")).hasText("1 of 4");
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("hits")).hasText("2 of 4");
        assertNoFlaws();
        page.getByRole(AriaRole.SEARCHBOX).focus();
        leave();
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).hasCount(0);
        assertThat(page.getByRole(AriaRole.LOG, new Page.GetByRoleOptions().setName("Conversation")))
                .isFocused();
    }

    @Test
    void aMessageIsActedOnByKeyboard() {
        // Given
        show("changed");
        Locator field = page.getByRole(AriaRole.TEXTBOX);
        Locator own = message("m13");
        toActionsOf(own);

        // When: its menu, which is left again
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
        assertNoFlaws();
        leave();

        // Then
        assertThat(own.locator(".act")).isFocused();

        // When: a reply
        choose("Reply");

        // Then
        assertThat(field).isFocused();
        page.keyboard().type("So it does");
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("message").last().locator("[data-original=m13]"))
                .isVisible();

        // When: an edit
        toActionsOf(own);
        choose("Edit");
        assertThat(field).hasValue("Thank you, that helps!");
        page.keyboard().press("End");
        page.keyboard().type("!");
        page.keyboard().press("Enter");

        // Then
        assertThat(own).containsText("Thank you, that helps!!");

        // When: a reaction, by the arrow keys
        toActionsOf(own);
        page.keyboard().press("Enter");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");

        // Then
        assertThat(own.locator("[data-emoji]")).hasText("❤️");

        // When: copied
        toActionsOf(own);
        page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }");
        choose("Copy text");

        // Then
        assertThat(page.locator(".said")).hasText("Copied");
        assertEquals("Thank you, that helps!!", page.evaluate("copied"));
        assertThat(own.locator(".act")).isFocused();

        // When: taken back
        choose("Delete for both");
        assertThat(dialog()).isVisible();
        assertNoFlaws();
        leave();
        assertThat(own.locator(".act")).isFocused();
        choose("Delete for both");
        button("Delete for both").focus();
        page.keyboard().press("Enter");

        // Then
        assertThat(own).containsText("Message deleted");
        assertThat(page.getByRole(AriaRole.LOG, new Page.GetByRoleOptions().setName("Conversation")))
                .isFocused();
    }

    @Test
    void whatTheRelayRefusedIsTriedAgainInItsPlaceByKeyboard() {
        // Given
        show("refused");
        Locator waiting = page.getByTestId("message").last();
        assertThat(waiting).containsText("Not sent yet: too many messages are waiting for Amal Haddad.");
        assertThat(page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("Not sent yet")))
                .hasCount(1);

        // When
        button("Try again").focus();
        page.keyboard().press("Enter");

        // Then
        assertThat(waiting.getByRole(AriaRole.IMG)).hasAccessibleName("Sent");
        assertThat(waiting).not().containsText("Not sent yet");
        assertThat(waiting.locator(".act")).isFocused();
    }

    /** Where a chat would not last, the guest is told before joining, and how to open it elsewhere. */
    @Test
    void anAppsBuiltInBrowserIsToldOfBeforeJoining() {
        // Given
        Page inApp = windowInApp();
        try (BrowserContext app = inApp.context()) {
            // When
            Gallery.show(inApp, "invited");

            // Then
            assertThat(inApp.getByTestId("surroundings")).hasAttribute("data-kind", "app");
            assertThat(inApp.getByText("Open in browser")).hasAttribute("href", Pattern.compile("^intent://.*"));
            inApp.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }");
            inApp.getByText("Copy link").click();
            assertThat(inApp.getByText("Copied")).isVisible();
            assertEquals(inApp.url(), inApp.evaluate("copied"));
            assertEquals(List.of(), Axe.flawsOf(inApp));
            assertEquals(List.of(), Keyboard.flawsOf(inApp));
        }
    }

    /** It can save no file: the guest has the text to copy. */
    @Test
    void anAppsBuiltInBrowserShowsTheCopy() {
        // Given
        Page inApp = windowInApp();
        try (BrowserContext app = inApp.context()) {
            Gallery.show(inApp, "chat");

            // When
            inApp.getByLabel("Chat options").click();
            inApp.getByText("Save a copy").click();

            // Then
            Locator copy = inApp.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX);
            assertThat(copy).hasValue(Pattern.compile("You: Perfect, see you then"));
            assertEquals(List.of(), Axe.flawsOf(inApp));
            assertEquals(List.of(), Keyboard.flawsOf(inApp));
        }
    }

    private static Page windowInApp() {
        Page inApp = gallery.window(WIDE, LOW, "en-GB");
        inApp.context().addInitScript("Object.defineProperty(navigator, 'userAgent', { value: '" + IN_APP + "' })");
        inApp.reload();
        inApp.waitForFunction("globalThis.gallery");
        return inApp;
    }

    /** The browser gives the focus back before the page knows that its dialog is closed. */
    private static void leave() {
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    private static void assertNoFlaws() {
        assertEquals(List.of(), Axe.flawsOf(page));
        assertEquals(List.of(), Keyboard.flawsOf(page));
    }

    /** The Tab key leads to the newest message's button, arrow keys from there to the others'. */
    private static void toActionsOf(Locator message) {
        Locator newest = page.locator(".act[tabindex='0']");
        newest.focus();
        pressUntilFocused("ArrowUp", message.locator(".act"));
    }

    /** From a message's button, by the menu that it opens. */
    private static void choose(String action) {
        page.keyboard().press("Enter");
        Locator item = page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action));
        assertThat(item).isVisible();
        pressUntilFocused("ArrowDown", item);
        page.keyboard().press("Enter");
    }

    private static void pressUntilFocused(String key, Locator wanted) {
        Locator focused = wanted.and(page.locator(":focus"));
        for (int presses = 0; focused.count() == 0; presses++) {
            assertTrue(presses < MOST_PRESSES, () -> key + " does not lead to " + wanted);
            page.keyboard().press(key);
        }
    }

    private static Locator message(String id) {
        return page.locator("[data-id=%s]".formatted(id));
    }

    private static Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    private static Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static void show(String screen) {
        Gallery.show(page, screen);
    }
}
