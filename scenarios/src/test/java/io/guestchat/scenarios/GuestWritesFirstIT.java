package io.guestchat.scenarios;

import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import org.junit.jupiter.api.Test;

/** The member need not be there for the guest to begin. */
@Scenario
class GuestWritesFirstIT {

    @Test
    void theGuestWritesWhileTheMembersAppIsClosed(Scene scene) {
        // Given Ana invites and closes her app; Mira joins and writes
        Profile anasBrowser = scene.person("ana");
        PhonePage closing = scene.phone(anasBrowser, "Ana");
        String link = closing.invite();
        closing.close();
        ChatPage mira = scene.guest(scene.person("mira"), link).join("Mira");
        mira.send("Are you there?");
        mira.send("Never mind, read it later");
        mira.showsOwn("Never mind, read it later", Ticks.ACCEPTED);

        // When Ana opens her app later
        PhonePage phone = scene.phone(anasBrowser, "Ana");
        ChatPage ana = phone.openChat("Mira");
        ana.showsTheirs("Are you there?");
        ana.showsTheirs("Never mind, read it later");
        ana.send("Here I am");

        // Then Mira has the answer and knows that hers were read
        mira.showsTheirs("Here I am");
        mira.showsOwn("Are you there?", Ticks.READ);
        mira.showsOwn("Never mind, read it later", Ticks.READ);
    }
}
