package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.PlaywrightException;
import io.guestchat.scenarios.browser.MortalBrowser;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest's browser is killed at any moment; {@code -Dguestchat.seed} chooses other moments. */
@Scenario
class CrashIT {
    private static final long SEED = Long.getLong("guestchat.seed", 1);
    /** Within what a side may send at once, for all lives together. */
    private static final int MOST_IN_A_LIFE = 20;

    private static final int LATEST_WHILE_WRITING_MS = 900;
    private static final int LATEST_WHILE_STARTING_MS = 1500;

    private final Random random = new Random(SEED);
    /** What the guest wrote, and what of it was shown: then it must be safe. */
    private final List<String> written = new ArrayList<>();

    private final List<String> shown = new ArrayList<>();

    @Test
    void nothingShownIsLostAndNothingIsDoubled(@TempDir Path profile, Scene scene) {
        // Given a chat in a browser that is killed while messages come and go
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        ChatPage ana;
        try (MortalBrowser first = scene.mortalBrowser(profile)) {
            ChatPage mira = new GuestPage(first.newPage()).open(phone.invite()).join("Mira");
            ana = phone.openChat("Mira");
            first.killAfter(Duration.ofMillis(random.nextInt(LATEST_WHILE_WRITING_MS)));
            writeUntilKilled(first, mira);
        }
        ana.send("while you were gone");

        // When it is started again, killed while it takes up the chat, and started once more
        String page = scene.suite().endpoints().webGuest() + "/i";
        try (MortalBrowser second = scene.mortalBrowser(profile)) {
            GuestPage again = new GuestPage(second.newPage()).open(page);
            second.killAfter(Duration.ofMillis(random.nextInt(LATEST_WHILE_STARTING_MS)));
            untilKilled(second, () -> again.chat().showsTheirs("while you were gone"));
        }
        try (MortalBrowser last = scene.mortalBrowser(profile)) {
            ChatPage mira = new GuestPage(last.newPage()).open(page).chat();
            mira.showsTheirs("while you were gone");
            mira.send("the end");
            ana.showsTheirs("the end");

            // Then what was shown is there, in order, and both ends have the same, once
            List<String> kept = mira.own();
            assertTrue(kept.containsAll(shown), () -> "shown " + shown + ", kept " + kept);
            List<String> inOrder =
                    new ArrayList<>(written.stream().filter(kept::contains).toList());
            inOrder.add("the end");
            assertEquals(inOrder, kept);
            ana.showsExactlyTheirs(kept);
            mira.showsExactlyTheirs(List.of("while you were gone"));
        }
    }

    private void writeUntilKilled(MortalBrowser browser, ChatPage mira) {
        untilKilled(browser, () -> {
            for (int i = 1; i <= MOST_IN_A_LIFE; i++) {
                written.add("message " + i);
                mira.send("message " + i);
                shown.add("message " + i);
            }
        });
    }

    /** What the browser can no longer do when it is dead is no failure. */
    private static void untilKilled(MortalBrowser browser, Runnable work) {
        try {
            work.run();
        } catch (PlaywrightException | AssertionError e) {
            // Told below: it waits for ever when the browser lives.
        }
        browser.awaitDeath();
    }
}
