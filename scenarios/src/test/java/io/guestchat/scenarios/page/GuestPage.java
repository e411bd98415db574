package io.guestchat.scenarios.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** What opens behind a guest link. */
public final class GuestPage {
    private static final int UNAVAILABLE = 503;
    private static final int MOST_ATTEMPTS = 5;
    /** Longer than the page asks by itself. */
    private static final double PATIENCE_MS = 10_000;

    private final Page page;

    /** In a tab of its own. */
    public GuestPage(Page page) {
        this.page = page;
    }

    /** Opens a link as if clicked or pasted. */
    public GuestPage open(String link) {
        page.navigate(link);
        return this;
    }

    /** The join screen says who invites. */
    public GuestPage showsInvitationFrom(String inviter) {
        assertThat(page.getByRole(AriaRole.HEADING)).hasText(inviter + " invites you to a private chat");
        return this;
    }

    /** Chooses a name and starts the chat. */
    public ChatPage join(String name) {
        tryToJoin(name);
        return new ChatPage(page);
    }

    /** Chooses a name and asks for the chat, whatever comes of it. */
    public void tryToJoin(String name) {
        page.getByLabel("Your name").fill(name);
        page.getByRole(AriaRole.BUTTON, ChatPage.named("Start chat")).click();
    }

    /** The chat could not be asked for, and the page says so. */
    public void couldNotJoin() {
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("The chat could not be started. Check your connection and try again.");
    }

    /** As {@link #tryToJoin}; the page itself asks again for a while when it is told to, and the guest after that. */
    public void tryToJoinUntilAnswered(String name) {
        for (int attempt = 1; ; attempt++) {
            try {
                page.waitForResponse(
                        GuestPage::isDecision,
                        new Page.WaitForResponseOptions().setTimeout(PATIENCE_MS),
                        () -> tryToJoin(name));
                return;
            } catch (TimeoutError e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** An answer to a redemption other than "not now". */
    private static boolean isDecision(Response response) {
        return response.request().method().equals("POST")
                && response.url().endsWith("/v1/sessions")
                && response.status() != UNAVAILABLE;
    }

    /** The chat that this browser already holds. */
    public ChatPage chat() {
        return new ChatPage(page);
    }

    /** A clear page for a link that leads to no chat: what it says, and that there is nothing to join. */
    public void refuses(Refusal refusal) {
        assertThat(page.locator("[data-testid=card][data-kind=%s]".formatted(refusal.kind)))
                .isVisible();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText(refusal.title);
        assertThat(page.getByLabel("Your name")).hasCount(0);
    }

    /** The way on from a page for something that may be over. */
    public GuestPage tryAgain() {
        page.getByRole(AriaRole.BUTTON, ChatPage.named("Try again")).click();
        return this;
    }

    /** One of several chats that this browser holds, where nothing says which is meant. */
    public ChatPage choose(String member) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + member)))
                .click();
        return new ChatPage(page);
    }

    /** Another tab of this browser, which has no link. */
    public GuestPage another() {
        Page tab = page.context().newPage();
        tab.navigate(page.url());
        return new GuestPage(tab);
    }

    /** The same tab again, as by the browser's button. */
    public GuestPage reload() {
        page.reload();
        return this;
    }

    /** The link's secret is no longer in the address bar. */
    public GuestPage hasForgottenTheLink() {
        assertThat(page).not().hasURL(Pattern.compile("#."));
        return this;
    }

    /** Below this page object. */
    public Page page() {
        return page;
    }

    /** Why there is no chat behind a link. */
    public enum Refusal {
        /** Redeemed before, elsewhere. */
        USED("used", "This invitation has already been used"),
        /** Not reachable at the moment. */
        UNAVAILABLE("unavailable", "The chat cannot be reached right now"),
        /** Joined, but the chat's own script did not come. */
        UNLOADED("unloaded", "The chat could not be loaded"),
        /** Withdrawn by the member. */
        REVOKED("revoked", "This invitation was withdrawn"),
        /** Ended and erased in this browser. */
        ERASED("erased", "You erased this chat"),
        /** Not a whole link. */
        DAMAGED("damaged", "This link is damaged");

        private final String kind;
        private final String title;

        Refusal(String kind, String title) {
            this.kind = kind;
            this.title = title;
        }
    }
}
