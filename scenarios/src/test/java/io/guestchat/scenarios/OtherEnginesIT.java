package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.guestchat.scenarios.browser.Firefox;
import io.guestchat.scenarios.browser.WebKit;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import io.guestchat.scenarios.page.WebKitGuest;
import io.guestchat.scenarios.suite.Suite;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main story, for guests whose browser is not a Chromium: join, text both ways, a reload continues. */
@Scenario
class OtherEnginesIT {

    @Test
    void aGuestInFirefox(Scene scene) {
        assumeTrue(Firefox.program().isPresent(), "this machine has no Firefox");
        // Given
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        GuestPage invited = scene.guest(scene.personInFirefox("mira"), phone.invite());

        // When
        ChatPage mira = invited.showsInvitationFrom("Ana").join("Mira");
        mira.send("Hello from Firefox");
        ChatPage ana = phone.openChat("Mira");
        ana.showsTheirs("Hello from Firefox");
        ana.send("Hello Firefox");
        mira.showsTheirs("Hello Firefox");
        mira.showsOwn("Hello from Firefox", Ticks.READ);
        ChatPage again = invited.hasForgottenTheLink().reload().chat();
        again.showsPeerOnline();
        ana.send("Still there?");

        // Then
        again.showsTheirs("Still there?");
        again.send("Still here");
        ana.showsTheirs("Still here");
        again.showsExactlyOwn(List.of("Hello from Firefox", "Still here"));
        again.showsExactlyTheirs(List.of("Hello Firefox", "Still there?"));
    }

    @Test
    void aGuestInWebKit(Scene scene) {
        assumeTrue(WebKit.lacking().isEmpty(), () -> "this machine lacks " + WebKit.lacking());
        try (WebKit webkit = WebKit.launch(Suite.evidence().resolve("webkit"))) {
            // Given
            PhonePage phone = scene.phone(scene.person("ana"), "Ana");
            WebKitGuest mira = new WebKitGuest(webkit).open(phone.invite());

            // When
            mira.showsInvitationFrom("Ana").join("Mira");
            mira.send("Hello from WebKit");
            ChatPage ana = phone.openChat("Mira");
            ana.showsTheirs("Hello from WebKit");
            ana.send("Hello WebKit");
            mira.showsTheirs("Hello WebKit");
            mira.showsOwn("Hello from WebKit", Ticks.READ);
            mira.reload().showsPeerOnline();
            ana.send("Still there?");

            // Then
            mira.showsTheirs("Still there?");
            mira.send("Still here");
            ana.showsTheirs("Still here");
            mira.showsOwn("Hello from WebKit", Ticks.READ);
            mira.showsTheirs("Hello WebKit");
        }
    }
}
