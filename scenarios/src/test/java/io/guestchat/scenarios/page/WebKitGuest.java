package io.guestchat.scenarios.page;

import io.guestchat.scenarios.browser.WebKit;

/** {@link GuestPage} and {@link ChatPage} once more for WebKit, as far as the main story goes. */
public final class WebKitGuest {
    private static final String BUBBLES = "[...document.querySelectorAll('[data-testid=message][data-mine=%s]')]";

    private final WebKit webkit;

    /** In its only window. */
    public WebKitGuest(WebKit webkit) {
        this.webkit = webkit;
    }

    /** Opens a link as if clicked or pasted. */
    public WebKitGuest open(String link) {
        webkit.open(link);
        return this;
    }

    /** The join screen says who invites. */
    public WebKitGuest showsInvitationFrom(String inviter) {
        webkit.await(
                "document.querySelector('h1')?.textContent === '%s invites you to a private chat'".formatted(inviter));
        return this;
    }

    /** Chooses a name and starts the chat. */
    public WebKitGuest join(String name) {
        webkit.type("form input", name);
        webkit.click("form button[type=submit]");
        webkit.await("document.querySelector('textarea') !== null");
        return this;
    }

    /** Writes and sends. */
    public void send(String text) {
        webkit.type("textarea", text);
        webkit.click("button.send");
    }

    /** One's own message stands there once, as far as this or further. */
    public void showsOwn(String text, Ticks ticks) {
        webkit.await(
                """
                (() => {
                  const found = %s.filter((bubble) => bubble.querySelector('p')?.textContent === `%s`);
                  return found.length === 1 && /%s/.test(found[0].dataset.delivery);
                })()""".formatted(BUBBLES.formatted(true), text, ticks.orFurther().pattern()));
    }

    /** The peer's message stands there, once. */
    public void showsTheirs(String text) {
        webkit.await("%s.filter((bubble) => bubble.querySelector('p')?.textContent === `%s`).length === 1"
                .formatted(BUBBLES.formatted(false), text));
    }

    /** The connection stands and the peer is there. */
    public void showsPeerOnline() {
        webkit.await("document.querySelector('[data-testid=peer-status]')?.textContent.includes('online')");
    }

    /** The same window again. */
    public WebKitGuest reload() {
        webkit.reload();
        return this;
    }
}
