package io.guestchat.scenarios.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** A conversation, the same on the guest's and on the member's page. */
public final class ChatPage {
    private final Page page;

    ChatPage(Page page) {
        this.page = page;
        assertThat(composer()).isVisible();
    }

    /** Writes and sends. */
    public void send(String text) {
        composer().fill(text);
        page.getByRole(AriaRole.BUTTON, named("Send message")).click();
        assertThat(own(text)).isVisible();
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
        page.getByRole(AriaRole.BUTTON, named("Chat options")).click();
        page.getByRole(AriaRole.BUTTON, named("Safety number")).click();
        Locator digits = page.getByTestId("safety-number");
        assertThat(digits).isVisible();
        String number = digits.textContent().replace(" ", "");
        page.getByRole(AriaRole.BUTTON, named("Close")).click();
        return number;
    }

    /** Below this page object. */
    public Page page() {
        return page;
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
