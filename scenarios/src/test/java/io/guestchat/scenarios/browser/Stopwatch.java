package io.guestchat.scenarios.browser;

import com.microsoft.playwright.Page;

/** Takes times inside a page, by the page's own clock, without a word to the page's scripts. */
public final class Stopwatch {
    /**
     * When something first matched each selector asked about, when a form was last submitted, when envelopes left by WebSocket, and how
     * many times the page was about to be painted from a submission until what it gave was there.
     */
    private static final String WATCH = """
            globalThis.stopwatch = (() => {
              const frames = [];
              const { send } = WebSocket.prototype;
              WebSocket.prototype.send = function (data) {
                if (JSON.parse(data).type === 'send') frames.push(performance.now());
                return send.call(this, data);
              };
              let submitted;
              let paints;
              let shown;
              let submissions = 0;
              addEventListener('submit', () => {
                const before = document.querySelectorAll('[data-mine=true]').length;
                submitted = performance.now();
                paints = 0;
                shown = undefined;
                submissions += 1;
                const submission = submissions;
                const look = () => {
                  if (submission !== submissions) return;
                  paints += 1;
                  // Runs before the first observer of this frame: what is there now is in the picture that follows.
                  if (document.querySelectorAll('[data-mine=true]').length > before) shown = performance.now();
                  else if (paints < 600) requestAnimationFrame(look);
                };
                requestAnimationFrame(look);
              }, true);
              const first = (selector) => new Promise((found) => {
                const look = () => {
                  if (!document.querySelector(selector)) return false;
                  found(performance.now());
                  return true;
                };
                if (look()) return;
                const observer = new MutationObserver(() => look() && observer.disconnect());
                observer.observe(document, { childList: true, subtree: true });
              });
              const seen = { 'form input': first('form input'), textarea: first('textarea') };
              return {
                seen: (selector) => seen[selector],
                sinceSubmitted: (selector) => seen[selector].then((at) => at - submitted),
                paints: () => shown && paints,
                shown: () => shown - submitted,
                sent: () => frames.at(-1) - submitted,
              };
            })();
            """;

    private final Page page;

    private Stopwatch(Page page) {
        this.page = page;
    }

    /** Takes times in all that this tab opens from now on. */
    public static Stopwatch on(Page page) {
        page.addInitScript(WATCH);
        return new Stopwatch(page);
    }

    /** From the click on the link until the invitation can be answered, in milliseconds. */
    public double untilJoinForm() {
        return time("seen('form input')");
    }

    /** From the opening of the page until one can write, in milliseconds. */
    public double untilComposer() {
        return time("seen('textarea')");
    }

    /** From "start chat" until one can write, in milliseconds. */
    public double fromJoinToComposer() {
        return time("sinceSubmitted('textarea')");
    }

    /** From "send" until the last envelope has left, encrypted, in milliseconds; ask once the message is accepted. */
    public double fromSendToFrame() {
        return time("sent()");
    }

    /** From "send" until the message is in the list, in milliseconds. */
    public double fromSendToShown() {
        return time("shown()");
    }

    /** In the how many-th picture after "send" the message is: 1 is the next. */
    public int paintsUntilShown() {
        page.waitForFunction("() => stopwatch.paints()");
        return (int) time("paints()");
    }

    private double time(String expression) {
        return ((Number) page.evaluate("stopwatch." + expression)).doubleValue();
    }
}
