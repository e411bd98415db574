package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.guestchat.scenarios.browser.Axe;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.browser.Pushes;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.suite.PushService;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A guest who has left is told that there is a message. */
@Scenario
class NotificationsIT {

    @Test
    void aGuestWhoClosedThePageIsToldOfTheNextMessage(Scene scene) {
        String origin = scene.suite().endpoints().webGuest();
        try (PushService push = PushService.open()) {
            // Given Mira, who has turned notifications on and closed the page
            PhonePage phone = scene.phone(scene.person("ana"), "Ana");
            Profile profile = scene.person("mira");
            Page page = profile.newPage();
            Pushes.allow(page, origin, push.endpoint());
            ChatPage mira = new GuestPage(page).open(phone.invite()).join("Mira");
            mira.send("Tell me when you know");
            ChatPage ana = phone.openChat("Mira");
            mira.opensNotifications();
            assertEquals(List.of(), Axe.flawsOf(page));
            mira.turnsNotificationsOn();
            page.close();

            // When Ana writes
            ana.send("It is at nine");

            // Then her browser's maker hears that there is something, and Mira sees that there is
            PushService.Push heard = push.awaitPush();
            assertEquals(0, heard.bytes());
            assertTrue(heard.authorization().startsWith("vapid t="));
            Page elsewhere = profile.newPage();
            Pushes.deliver(elsewhere, origin);
            elsewhere.navigate(origin + "/icon.svg");
            assertEquals(List.of("New message"), Pushes.awaitShown(elsewhere));
            // and what it was, back in the chat, where the notification goes
            elsewhere.navigate(origin);
            new GuestPage(elsewhere).chat().showsTheirs("It is at nine");
            Pushes.awaitNone(elsewhere);
        }
    }
}
