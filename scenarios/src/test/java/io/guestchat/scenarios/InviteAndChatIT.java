package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import io.guestchat.scenarios.suite.Suite;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Invite, join, text both ways. */
@Scenario
class InviteAndChatIT {

    @Test
    void aMemberInvitesAndTheTwoChat(Scene scene) {
        // Given an invite of Ana's, opened by Mira
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        Profile mirasBrowser = scene.person("mira");
        GuestPage invited = scene.guest(mirasBrowser, phone.invite());
        invited.showsInvitationFrom("Ana");

        // When Mira joins and both write
        ChatPage mira = invited.join("Mira");
        mira.send("Hello Ana, it is me");
        ChatPage ana = phone.openChat("Mira");
        ana.showsTheirs("Hello Ana, it is me");
        ana.send("Good to hear from you");

        // Then each reads the other, sees what was read, and knows with whom
        mira.showsTheirs("Good to hear from you");
        mira.showsOwn("Hello Ana, it is me", Ticks.READ);
        ana.showsOwn("Good to hear from you", Ticks.READ);
        mira.isWith("Ana");
        ana.isWith("Mira");
        invited.hasForgottenTheLink();
        assertEquals(ana.safetyNumber(), mira.safetyNumber());
        // and nobody else was asked for anything
        Suite suite = scene.suite();
        assertEquals(
                Set.of(suite.endpoints().webGuest(), suite.endpoints().session(), suite.guestsRelay()),
                mirasBrowser.network().origins());
    }
}
