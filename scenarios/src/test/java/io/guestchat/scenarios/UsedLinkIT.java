package io.guestchat.scenarios;

import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.GuestPage.Refusal;
import io.guestchat.scenarios.page.PhonePage;
import org.junit.jupiter.api.Test;

/** A link works once. */
@Scenario
class UsedLinkIT {

    @Test
    void aSecondBrowserIsTurnedAwayAndBothSidesAreWarned(Scene scene) {
        // Given a chat, and somebody else who opened the link before it was used
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        String link = phone.invite();
        GuestPage other = scene.guest(scene.person("other"), link).showsInvitationFrom("Ana");
        ChatPage mira = scene.guest(scene.person("mira"), link).join("Mira");
        ChatPage ana = phone.openChat("Mira");

        // When the other tries to start the chat as well
        other.tryToJoin("Not Mira");

        // Then the page says what happened, and both sides know
        other.refuses(Refusal.USED);
        mira.warnsOfRedeemAttempt();
        ana.warnsOfRedeemAttempt();
    }

    @Test
    void aBrowserThatOpensAUsedLinkSeesSoAtOnceAndBothSidesAreWarned(Scene scene) {
        // Given a link that Mira has used
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        String link = phone.invite();
        ChatPage mira = scene.guest(scene.person("mira"), link).join("Mira");
        ChatPage ana = phone.openChat("Mira");

        // When it is opened elsewhere
        GuestPage other = scene.guest(scene.person("other"), link);

        // Then
        other.refuses(Refusal.USED);
        mira.warnsOfRedeemAttempt();
        ana.warnsOfRedeemAttempt();
    }
}
