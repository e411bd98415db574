package io.guestchat.scenarios.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The member's app, as the sample provider has it. */
public final class PhonePage {
    private final Page page;

    /** In a tab of its own. */
    public PhonePage(Page page) {
        this.page = page;
    }

    /** Opens the app and says who one is. */
    public PhonePage logIn(String address, String member) {
        page.navigate(address);
        page.getByRole(AriaRole.BUTTON, ChatPage.named(member)).click();
        assertThat(newInvite()).isVisible();
        return this;
    }

    /** Makes an invite and returns its guest link. */
    public String invite() {
        String link = showInvite();
        closeInvite();
        return link;
    }

    /** Makes an invite and leaves it on the screen; returns its guest link. */
    public String showInvite() {
        newInvite().click();
        Locator field = page.getByTestId("invite-link");
        assertThat(field).isVisible();
        return field.inputValue();
    }

    /** Puts another invite in the place of the newest open one, and returns its guest link. */
    public String renewInvite() {
        page.getByRole(AriaRole.BUTTON, ChatPage.named("Make a new link"))
                .first()
                .click();
        Locator field = page.getByTestId("invite-link");
        assertThat(field).isVisible();
        String link = field.inputValue();
        closeInvite();
        return link;
    }

    /** So many invites wait for a guest, each with a word on how long they still will. */
    public void showsOpenInvites(int count) {
        assertThat(page.getByTestId("invite-item")).hasCount(count);
        assertThat(page.getByTestId("expires").filter(new Locator.FilterOptions().setHasText("Expires in")))
                .hasCount(count);
    }

    /** Back from a chat to the list. */
    public void backToList() {
        page.getByRole(AriaRole.BUTTON, ChatPage.named("Back to the list of chats"))
                .click();
    }

    /** The chat with this guest is marked as blocked. */
    public void showsBlocked(String guest) {
        assertThat(chat(guest)).containsText("Blocked");
    }

    /** Back from the invite to the list. */
    public void closeInvite() {
        page.getByRole(AriaRole.BUTTON, ChatPage.named("Done")).click();
    }

    /** Opens the chat with a guest from the list; waits until it is there. */
    public ChatPage openChat(String guest) {
        chat(guest).click();
        return new ChatPage(page);
    }

    /** The same tab again; a reload leads back to the list. */
    public PhonePage reload() {
        page.reload();
        return this;
    }

    /** Closes the app. What it keeps in the browser stays. */
    public void close() {
        page.close();
    }

    /** Below this page object. */
    public Page page() {
        return page;
    }

    private Locator newInvite() {
        return page.getByRole(AriaRole.BUTTON, ChatPage.named("New invite"));
    }

    private Locator chat(String guest) {
        return page.getByTestId("chat-item").filter(new Locator.FilterOptions().setHasText(guest));
    }
}
