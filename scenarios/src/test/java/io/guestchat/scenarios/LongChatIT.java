package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.GuestPage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures a guest's chat of 10,000 messages on a phone whose processor is 4 times slower: how long it takes to open, and how
 * smoothly it scrolls. Prints the figures of docs/measurements.md: {@code -Dscenarios.measure=true -Dit.test=LongChatIT}.
 */
@Scenario
@EnabledIfSystemProperty(named = "scenarios.measure", matches = "true")
class LongChatIT {
    private static final int MESSAGES = 10_000;
    private static final int SLOWDOWN = 4;
    /** Pixels a second, as a determined thumb has it. */
    private static final int SPEED = 4000;

    private static final int DISTANCE = 60_000;

    /**
     * Fills the stored chat as the page itself would have over time: each message sealed under the browser's own key, for its place.
     * The lengths of texts are those of people who chat, with a long one now and then.
     */
    private static final String FILL = """
            async (count) => {
              const open = indexedDB.open('guestchat');
              const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
              const ask = (request) => new Promise((done, failed) => {
                request.onsuccess = () => done(request.result);
                request.onerror = () => failed(request.error);
              });
              const key = await ask(db.transaction('keys').objectStore('keys').get('storage'));
              const [row] = await ask(db.transaction('conversations').objectStore('conversations').getAll());
              const bytes = (text) => new TextEncoder().encode(text);
              const at = (place, iv) => ({ name: 'AES-GCM', iv, additionalData: bytes(place) });
              const seal = async (place, value) => {
                const iv = crypto.getRandomValues(new Uint8Array(12));
                const sealed = await crypto.subtle.encrypt(at(place, iv), key, bytes(JSON.stringify(value)));
                return new Uint8Array([...iv, ...new Uint8Array(sealed)]);
              };
              const place = `conversations/${row.id}/record`;
              const iv = row.sealedRecord.slice(0, 12);
              const opened = await crypto.subtle.decrypt(at(place, iv), key, row.sealedRecord.slice(12));
              const record = JSON.parse(new TextDecoder().decode(opened));
              const words = 'the train gets in at ten so shall we meet at the station or at yours '.split(' ');
              const rows = [];
              for (let position = 1; position <= count; position++) {
                const length = position % 50 === 0 ? 200 : 2 + (position * 7) % 23;
                const text = Array.from({ length }, (_, i) => words[(position + i) % words.length]).join(' ');
                const message = { position, mine: position % 3 === 0, n: position, contentId: `c${position}`, text,
                  at: Date.now() - (count - position) * 600_000 };
                rows.push({ conversation: row.id, position,
                  sealed: await seal(`messages/${row.id}/${position}`, message) });
              }
              row.sealedRecord = await seal(place,
                { ...record, nextPosition: count + 1, readN: count, peerN: count });
              const write = db.transaction(['conversations', 'messages'], 'readwrite');
              write.objectStore('conversations').put(row);
              for (const message of rows) write.objectStore('messages').put(message);
              await new Promise((done) => { write.oncomplete = done; });
              db.close();
            }
            """;

    /** Notes when the composer and the newest message were there, and how long nothing else could be done. */
    private static final String WATCH = """
            window.measured = { longest: 0, blocked: 0 };
            new PerformanceObserver((list) => {
              for (const task of list.getEntries()) {
                measured.longest = Math.max(measured.longest, task.duration);
                measured.blocked += Math.max(0, task.duration - 50);
              }
            }).observe({ type: 'longtask', buffered: true });
            const look = () => {
              const there = document.querySelector('[data-testid=message]') && document.querySelector('textarea');
              if (there && measured.shown === undefined) measured.shown = performance.now();
              if (measured.shown === undefined) requestAnimationFrame(look);
            };
            look();
            """;

    /** Scrolls by hand, as far in each frame as that speed takes, and notes when each frame came. */
    private static final String SCROLL = """
            ([distance, speed]) => new Promise((done) => {
              const list = document.querySelector('[role=log][aria-live=off]');
              const step = Math.sign(distance) * speed / 60;
              const times = [];
              let left = Math.abs(distance);
              const sum = () => {
                const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
                const share = (part) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * part))];
                // Of all pictures that a screen shows in that time, 60 a second, those for which nothing new was ready.
                const missed = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap * 0.06) - 1), 0);
                const drawn = list.querySelectorAll('[data-id]');
                return { frames: gaps.length, p50: share(0.5), p95: share(0.95), p99: share(0.99), longest: gaps.at(-1),
                  dropped: 100 * missed / (gaps.length + missed), drawn: drawn.length,
                  first: Number(drawn[0].dataset.id) };
              };
              const tick = (now) => {
                times.push(now);
                if (left <= 0) return done(sum());
                list.scrollTop += step;
                left -= Math.abs(step);
                requestAnimationFrame(tick);
              };
              requestAnimationFrame(tick);
            })
            """;

    /** How long the browser may take to tell what it showed. */
    private static final int TOLD_WITHIN_MS = 30_000;

    @Test
    void tenThousandMessages(Scene scene) {
        // Given a chat that its people have had for long
        Profile mira = scene.person("mira");
        GuestPage guest =
                scene.guest(mira, scene.phone(scene.person("ana"), "Ana").invite());
        guest.join("Mira");
        Page page = guest.page();
        // The page itself would write over what it knows nothing of.
        String address = page.url();
        page.navigate(URI.create(address).resolve("/icon.svg").toString());
        page.evaluate(FILL, MESSAGES);
        CDPSession browser = page.context().newCDPSession(page);
        browser.send("Emulation.setCPUThrottlingRate", json(Map.of("rate", SLOWDOWN)));
        page.addInitScript(WATCH);

        // When it is opened, read back, and forth again
        page.navigate(address);
        page.waitForFunction("() => window.measured.shown !== undefined");
        page.waitForFunction("() => performance.now() > window.measured.shown + 5000");
        print("opening", page.evaluate("() => window.measured"));
        print("scrolling back", page.evaluate(SCROLL, List.of(-DISTANCE, SPEED)));
        print("scrolling on", page.evaluate(SCROLL, List.of(DISTANCE / 2, SPEED)));
        print("dragged back", drag(page, browser, DISTANCE));
        print("dragged on", drag(page, browser, -DISTANCE / 2));

        // Then only what is near is drawn
        Object drawn = page.evaluate("() => document.querySelectorAll('[data-testid=message]').length <= 240");
        assertEquals(true, drawn);
    }

    /**
     * Scrolls with the browser's own gesture. What a reader sees is then moved by the browser's compositor, which goes on with
     * what is drawn while the page computes; the pictures are counted as it tells of them, those during the gesture.
     */
    private static Map<String, Integer> drag(Page page, CDPSession browser, int distance) {
        Map<String, Integer> pictures = new TreeMap<>();
        AtomicBoolean told = new AtomicBoolean();
        Consumer<JsonObject> pictured =
                some -> some.getAsJsonArray("value").forEach(e -> count(e.getAsJsonObject(), pictures));
        Consumer<JsonObject> complete = nothing -> told.set(true);
        browser.on("Tracing.dataCollected", pictured);
        browser.on("Tracing.tracingComplete", complete);
        browser.send("Tracing.start", json(Map.of("categories", "benchmark", "transferMode", "ReportEvents")));
        browser.send(
                "Input.synthesizeScrollGesture",
                json(Map.of(
                        "x",
                        200,
                        "y",
                        400,
                        "yDistance",
                        distance,
                        "speed",
                        SPEED,
                        "preventFling",
                        true,
                        "gestureSourceType",
                        "mouse")));
        browser.send("Tracing.end");
        page.waitForCondition(told::get, new Page.WaitForConditionOptions().setTimeout(TOLD_WITHIN_MS));
        browser.off("Tracing.dataCollected", pictured);
        browser.off("Tracing.tracingComplete", complete);
        return pictures;
    }

    private static void count(JsonObject event, Map<String, Integer> pictures) {
        if (!event.get("name").getAsString().equals("PipelineReporter")
                || !event.get("ph").getAsString().equals("b")) {
            return;
        }
        JsonObject picture = event.getAsJsonObject("args").getAsJsonObject("frame_reporter");
        if (picture.get("scroll_state").getAsString().equals("SCROLL_NONE")) {
            return;
        }
        pictures.merge(picture.get("state").getAsString(), 1, Integer::sum);
        if (picture.get("has_missing_content").getAsBoolean()) {
            pictures.merge("with blank parts", 1, Integer::sum);
        }
    }

    private static JsonObject json(Map<String, ?> values) {
        return new Gson().toJsonTree(values).getAsJsonObject();
    }

    private static void print(String what, Object figures) {
        System.out.println("LongChat " + what + " " + new TreeMap<>((Map<?, ?>) figures));
    }
}
