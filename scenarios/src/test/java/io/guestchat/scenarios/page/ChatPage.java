package io.guestchat.scenarios.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** A conversation, the same on the guest's and on the member's page. */
public final class ChatPage {
    /** Ends when something is kept that was not sent. */
    private static final String DRAFT_IS_KEPT = """
            () => new Promise((resolve) => {
              const request = indexedDB.open('guestchat');
              request.onsuccess = () => {
                const look = () => {
                  const count = request.result.transaction('drafts').objectStore('drafts').count();
                  count.onsuccess = () => (count.result > 0 ? resolve(request.result.close()) : look());
                };
                look();
              };
            })""";

    private final Page page;

    ChatPage(Page page) {
        this.page = page;
        assertThat(composer().or(useHereButton())).isVisible();
    }

    /** Writes and sends. */
    public void send(String text) {
        composer().fill(text);
        page.getByRole(AriaRole.BUTTON, named("Send message")).click();
        assertThat(own(text)).isVisible();
    }

    /** Answers the peer's message. */
    public void reply(String question, String answer) {
        act(theirs(question), "Reply");
        assertThat(page.getByTestId("subject")).containsText(question);
        send(answer);
        assertThat(page.getByTestId("subject")).hasCount(0);
    }

    /** Takes one's own message into the field, to write another text for it. */
    public void beginToEdit(String text) {
        act(own(text), "Edit");
        assertThat(composer()).hasValue(text);
    }

    /** What is written now is a new message; nothing is yet. */
    public void writesAnew() {
        assertThat(composer()).hasValue("");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Send message"))).isVisible();
    }

    /** Gives one's own message another text. */
    public void edit(String text, String better) {
        beginToEdit(text);
        composer().fill(better);
        page.getByRole(AriaRole.BUTTON, named("Save changes")).click();
        assertThat(own(better)).containsText("edited");
    }

    /** Reacts to the peer's message. */
    public void react(String text, String emoji) {
        openActions(theirs(text));
        page.getByRole(AriaRole.MENUITEMRADIO, named(emoji)).click();
        assertThat(theirs(text).locator("[data-emoji]")).hasText(emoji);
    }

    /** Takes one's own message back. */
    public void delete(String text) {
        act(own(text), "Delete for both");
        page.getByRole(AriaRole.BUTTON, named("Delete for both")).click();
        assertThat(own(text)).hasCount(0);
    }

    /** Writes and does not send; waits until the page has kept it. */
    public void draft(String text) {
        composer().fill(text);
        page.evaluate(DRAFT_IS_KEPT);
    }

    /** What was being written is in the field again. */
    public void hasDraft(String text) {
        assertThat(composer()).hasValue(text);
    }

    /** The actions of a message of the peer's, open. */
    public void openActionsOfTheirs(String text) {
        openActions(theirs(text));
    }

    /** Shuts what is open over the chat. */
    public void closeActions() {
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.MENU)).hasCount(0);
    }

    /** The peer has changed the message to this. */
    public void showsTheirsEdited(String text) {
        assertThat(theirs(text)).containsText("edited");
    }

    /** The message of one's own carries the peer's reaction. */
    public void showsReactionToOwn(String text, String emoji) {
        assertThat(own(text).locator("[data-emoji]")).hasText(emoji);
    }

    /** The peer's message answers one that reads so now. */
    public void showsTheirsInReplyTo(String text, String original) {
        assertThat(theirs(text).locator("[data-original]")).containsText(original);
    }

    /** The peer has taken something back, once. */
    public void showsTheirsDeleted() {
        showsTheirs("Message deleted");
    }

    /** One's own message stands there, as far as this or further. */
    public void showsOwn(String text, Ticks ticks) {
        assertThat(own(text)).hasCount(1);
        assertThat(own(text)).hasAttribute("data-delivery", ticks.orFurther());
    }

    /** The peer's message stands there, once. */
    public void showsTheirs(String text) {
        assertThat(theirs(text)).hasCount(1);
    }

    /** Exactly these messages of one's own, in this order. */
    public void showsExactlyOwn(List<String> texts) {
        assertThat(bubbles(true).locator("p")).hasText(texts.toArray(String[]::new));
    }

    /** All messages of one's own, in order, as they stand there now. */
    public List<String> own() {
        return bubbles(true).locator("p").allTextContents();
    }

    /** Exactly these messages of the peer, in this order. */
    public void showsExactlyTheirs(List<String> texts) {
        assertThat(bubbles(false).locator("p")).hasText(texts.toArray(String[]::new));
    }

    /** Whom the chat is with. */
    public void isWith(String peer) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(peer);
    }

    /** The warning that somebody else tried the link. */
    public void warnsOfRedeemAttempt() {
        assertThat(page.locator("[data-testid=alert][data-code=redeem-attempt]"))
                .isVisible();
    }

    /** The connection stands and the peer is there. */
    public void showsPeerOnline() {
        assertThat(page.getByTestId("peer-status")).containsText("online");
    }

    /** The number to compare, 60 digits. */
    public String safetyNumber() {
        choose("Safety number");
        Locator digits = page.getByTestId("safety-number");
        assertThat(digits).isVisible();
        String number = digits.textContent().replace(" ", "");
        press("Close");
        return number;
    }

    /** Takes up the offer of notifications, which comes once something was sent. */
    public void opensNotifications() {
        page.getByTestId("notify-offer")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("How"))
                .click();
        assertThat(notificationsStatus()).hasAttribute("data-status", "off");
    }

    /** From there. */
    public void turnsNotificationsOn() {
        page.getByRole(AriaRole.BUTTON, named("Turn on")).click();
        assertThat(notificationsStatus()).hasAttribute("data-status", "on");
        page.getByRole(AriaRole.BUTTON, named("Close")).click();
    }

    private Locator notificationsStatus() {
        return page.getByTestId("notify-status");
    }

    /** Says that the number is the same on both ends. */
    public void verify() {
        choose("Safety number");
        press("They match: mark as verified");
        assertThat(page.getByTestId("verified")).hasAttribute("data-verified", "true");
        press("Close");
        isVerified();
    }

    /** The mark beside the peer's name. */
    public void isVerified() {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                        .getByLabel("Verified"))
                .isVisible();
    }

    /** Opens the menu of the chat and chooses. */
    public void choose(String option) {
        press("Chat options");
        press(option);
    }

    /** Searches for words: so many messages have them, and the newest of those is shown. */
    public void search(String words, int hits) {
        choose("Search in this chat");
        page.getByRole(AriaRole.SEARCHBOX).fill(words);
        assertThat(page.getByTestId("hits")).hasText("1 of " + hits);
    }

    /** Ends the search. */
    public void endSearch() {
        press("Close search");
    }

    /** A message stands within what the reader sees of the list. */
    public void showsInView(String text) {
        assertThat(own(text).or(theirs(text))).isInViewport();
    }

    /** Saves the transcript, and returns it. */
    public String save() {
        Download download = page.waitForDownload(() -> choose("Save a copy"));
        press("Close");
        assertThat(composer()).isVisible();
        try {
            return Files.readString(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the newest messages, as a reader who looks something up. */
    public void scrollToStart() {
        page.getByRole(
                        AriaRole.LOG,
                        new Page.GetByRoleOptions().setName("Conversation").setExact(true))
                .evaluate("list => list.scrollTo(0, 0)");
    }

    /** So many messages have come that the reader has not seen: on the button to the newest and in the name of the tab. */
    public void tellsOfUnread(int count) {
        assertThat(page.getByRole(AriaRole.BUTTON, named("Scroll to latest, " + count + " unread")))
                .isVisible();
        assertThat(page).hasTitle(Pattern.compile("^\\(" + count + "\\) "));
        assertThat(page.locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("^data:image/svg"));
    }

    /** Goes to the newest messages: nothing is unread then. */
    public void goToNewest(int unread) {
        press("Scroll to latest, " + unread + " unread");
        assertThat(page).hasTitle(Pattern.compile("^[^(]"));
    }

    /** Has the provider block the guest. */
    public void block(String guest) {
        choose("Block " + guest);
        press("Block " + guest);
    }

    /** Ends the chat for both and erases it here. */
    public void endAndErase() {
        choose("End and erase chat");
        press("End and erase");
    }

    /** There is no connection, and the page says what becomes of messages. */
    public void saysThatMessagesWait() {
        assertThat(page.getByText(Pattern.compile("(kept and sent later|sent when you’re back)\\.$")))
                .isVisible();
    }

    /** Another tab of this browser has the chat. */
    public void isElsewhere() {
        assertThat(page.getByText("This chat is open in another tab or window."))
                .isVisible();
    }

    /** Goes on in this tab. */
    public void useHere() {
        useHereButton().click();
        isHere();
    }

    private Locator useHereButton() {
        return page.getByRole(AriaRole.BUTTON, named("Use it here"));
    }

    /** This tab has the chat. */
    public void isHere() {
        assertThat(page.getByText("This chat is open in another tab or window."))
                .hasCount(0);
    }

    /** The chat is over. */
    public void isOver() {
        assertThat(page.getByTestId("ended")).isVisible();
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, named(button)).click();
    }

    /** Below this page object. */
    public Page page() {
        return page;
    }

    private void act(Locator message, String action) {
        openActions(message);
        page.getByRole(AriaRole.MENUITEM, named(action)).click();
    }

    private void openActions(Locator message) {
        message.locator(".b").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
    }

    private Locator composer() {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    private Locator own(String text) {
        return bubbles(true).filter(new Locator.FilterOptions().setHas(page.getByText(text, exactText())));
    }

    private Locator theirs(String text) {
        return bubbles(false).filter(new Locator.FilterOptions().setHas(page.getByText(text, exactText())));
    }

    private Locator bubbles(boolean mine) {
        return page.locator("[data-testid=message][data-mine=%s]".formatted(mine));
    }

    private static Page.GetByTextOptions exactText() {
        return new Page.GetByTextOptions().setExact(true);
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
