package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.guestchat.scenarios.browser.KeptPage;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A phone without a signal throws the tab away and loads it again: the chat is there. */
@Scenario
class KeptPageIT {
    private static final String POLICY = "content-security-policy";

    @Test
    void theChatOpensWithoutANetwork(Scene scene) {
        // Given a chat with messages both ways, begun at the second try
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        Profile profile = scene.person("mira");
        Page tab = profile.newPage();
        GuestPage guest = new GuestPage(tab);
        Response first = tab.navigate(phone.invite());
        guest.showsInvitationFrom("Ana");
        assertTrue(KeptPage.isNone(tab), "nothing is kept for who only looks");
        profile.loseNetwork();
        guest.tryToJoin("Mira");
        guest.couldNotJoin();
        profile.findNetwork();
        ChatPage mira = guest.join("Mira");
        mira.send("On the train");
        ChatPage ana = phone.openChat("Mira");
        ana.send("See you at nine");
        mira.showsTheirs("See you at nine");
        KeptPage.await(tab);

        // When the network is gone, the tab is loaded again and Mira writes
        profile.loseNetwork();
        Response reloaded = tab.reload();
        ChatPage offline = guest.chat();
        offline.showsOwn("On the train", Ticks.ACCEPTED);
        offline.showsTheirs("See you at nine");
        offline.saysThatMessagesWait();
        offline.send("In a tunnel");
        ana.showsExactlyTheirs(List.of("On the train"));

        // Then the page is as its server sends it, and what she wrote arrives once
        assertEquals(first.headerValue(POLICY), reloaded.headerValue(POLICY));
        profile.findNetwork();
        ana.showsTheirs("In a tunnel");
        offline.showsOwn("In a tunnel", Ticks.DELIVERED);
        ana.showsExactlyTheirs(List.of("On the train", "In a tunnel"));
        // and with the chat goes the page
        offline.endAndErase();
        KeptPage.awaitNone(tab);
    }

    @Test
    void theNewestReleaseTakesThePlaceOfAnOlderOne(Scene scene) {
        // Given an older release that is kept, and shown without a network
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        String link = phone.invite();
        String otherLink = phone.invite();
        Profile profile = scene.person("mira");
        GuestPage guest = scene.guest(profile, link);
        guest.join("Mira");
        Page tab = guest.page();
        KeptPage.await(tab);
        KeptPage.makeOld(tab);
        profile.loseNetwork();
        guest.reload().chat();
        assertTrue(KeptPage.isOld(tab));

        // When there is a network again
        profile.findNetwork();
        guest.reload().chat();

        // Then the newest is shown at once, and without a network from then on
        assertFalse(KeptPage.isOld(tab));
        KeptPage.await(tab);
        profile.loseNetwork();
        guest.reload().chat();
        assertFalse(KeptPage.isOld(tab));
        // and another link waits for one by itself
        guest.open(otherLink).refuses(GuestPage.Refusal.UNAVAILABLE);
        profile.findNetwork();
        guest.showsInvitationFrom("Ana");
    }
}
