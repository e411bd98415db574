package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import io.guestchat.local.test.LongForm;
import io.guestchat.scenarios.browser.Slowness;
import io.guestchat.scenarios.browser.Stopwatch;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.Ticks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a guest waits for on a phone of the middle class with a weak signal, their own reading and typing left out. */
@Scenario
class SpeedIT {
    /** The goals hold on a machine that does nothing else; the short form, beside whatever else runs, finds what has become three times as slow. */
    private static final int LENIENCE = LongForm.of(3, 1);

    @Test
    void nobodyWaitsLong(Scene scene) {
        // Given
        String link = scene.phone(scene.person("ana"), "Ana").invite();
        Page tab = scene.person("mira").newPage();
        Stopwatch watch = Stopwatch.on(tab);
        Slowness.MID_PHONE.imposeOn(tab);
        GuestPage mira = new GuestPage(tab);

        // When
        ChatPage chat = mira.open(link).showsInvitationFrom("Ana").join("Mira");
        double joinForm = watch.untilJoinForm();
        double joined = watch.fromJoinToComposer();
        chat.send("Hello");
        int paints = watch.paintsUntilShown();
        double shown = watch.fromSendToShown();
        chat.showsOwn("Hello", Ticks.ACCEPTED);
        double encrypted = watch.fromSendToFrame();
        mira.reload().chat();
        double composer = watch.untilComposer();

        // Then
        System.out.printf(
                "invitation %.0f ms, chat started %.0f ms, first message encrypted %.0f ms after that and shown after %.0f ms,"
                        + " in picture %d; continued %.0f ms%n",
                joinForm, joined, encrypted, shown, paints, composer);
        assertAll(Stream.of(
                () -> assertWithin(2_000, joinForm, "the invitation can be answered"),
                () -> assertWithin(2_000, composer, "one can write again after a reload"),
                () -> assertWithin(2_500, joined + encrypted, "the first message leaves encrypted"),
                () -> assertEquals(1, paints, "the picture that shows a sent message first")));
    }

    /** Its mobile profile: the same phone and network, as it computes them. */
    @Test
    void lighthouseIsContent(Scene scene) {
        assumeTrue(LongForm.asked(), "long: it loads the page six times");
        // Given
        String link = scene.phone(scene.person("ana"), "Ana").invite();
        Path root = Checkout.find().root();
        String folder = "scenarios/lighthouse";
        var installed =
                Programs.run(root, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund", "--prefix", folder));
        assertTrue(installed.succeeded(), installed.output());

        // When
        String noLink = scene.suite().endpoints().webGuest() + "/";
        var said = Programs.run(root, Map.of(), List.of("node", folder + "/run.mjs", noLink, link));

        // Then
        System.out.print(said.output());
        assertTrue(said.succeeded(), said.output());
    }

    private static void assertWithin(int milliseconds, double taken, String what) {
        assertTrue(taken <= LENIENCE * milliseconds, "%s after %.0f ms".formatted(what, taken));
    }
}
