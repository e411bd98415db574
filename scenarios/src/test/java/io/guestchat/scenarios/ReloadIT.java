package io.guestchat.scenarios;

import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tab is closed, a page is loaded again: the chat goes on. */
@Scenario
class ReloadIT {

    @Test
    void theGuestReloadsAndContinues(Scene scene) {
        // Given a chat with messages both ways
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        GuestPage guest = scene.guest(scene.person("mira"), phone.invite());
        ChatPage before = guest.join("Mira");
        before.send("before the reload");
        ChatPage ana = phone.openChat("Mira");
        ana.send("noted");
        before.showsTheirs("noted");

        // When Mira reloads
        ChatPage after = guest.reload().chat();

        // Then everything is there, once, and the chat goes on both ways
        after.showsExactlyOwn(List.of("before the reload"));
        after.showsExactlyTheirs(List.of("noted"));
        after.send("after the reload");
        ana.showsTheirs("after the reload");
        ana.send("still here");
        after.showsTheirs("still here");
        after.showsOwn("after the reload", Ticks.READ);
    }

    @Test
    void theLinkOpenedAgainInTheSameBrowserLeadsBackToTheChat(Scene scene) {
        // Given a chat, its tab closed
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        String link = phone.invite();
        Profile mirasBrowser = scene.person("mira");
        GuestPage first = scene.guest(mirasBrowser, link);
        first.join("Mira").send("I will be back");
        phone.openChat("Mira").showsTheirs("I will be back");
        first.page().close();

        // When Mira opens the same link in the same browser
        ChatPage again = scene.guest(mirasBrowser, link).chat();

        // Then it is the same chat
        again.showsExactlyOwn(List.of("I will be back"));
    }

    @Test
    void theChatGoesOnInTheTabThatIsUsed(Scene scene) {
        // Given a chat in two tabs
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        String link = phone.invite();
        Profile mirasBrowser = scene.person("mira");
        GuestPage firstTab = scene.guest(mirasBrowser, link);
        ChatPage first = firstTab.join("Mira");
        first.send("from the first tab");
        ChatPage ana = phone.openChat("Mira");
        GuestPage secondTab = scene.guest(mirasBrowser, link);
        ChatPage second = secondTab.chat();
        second.isElsewhere();

        // When Mira goes on in the second, then in the first, and closes that
        second.useHere();
        first.isElsewhere();
        second.send("from the second tab");
        first.useHere();
        second.isElsewhere();
        first.send("from the first again");
        ana.showsTheirs("from the first again");
        firstTab.page().close();

        // Then the second leads by itself, and nothing is lost or doubled
        second.isHere();
        second.send("from the second again");
        List<String> all =
                List.of("from the first tab", "from the second tab", "from the first again", "from the second again");
        ana.showsTheirs("from the second again");
        ana.showsExactlyTheirs(all);
        second.showsExactlyOwn(all);
    }

    @Test
    void eachTabKeepsItsChatAndTheOneThatHasNoneAsks(Scene scene) {
        // Given two chats in one browser, each in a tab of its own
        Profile mirasBrowser = scene.person("mira");
        PhonePage ana = scene.phone(scene.person("ana"), "Ana");
        GuestPage firstTab = scene.guest(mirasBrowser, ana.invite());
        firstTab.join("Mira").isWith("Ana");
        PhonePage mihai = scene.phone(scene.person("mihai"), "Mihai");
        GuestPage secondTab = scene.guest(mirasBrowser, mihai.invite());
        secondTab.join("Mira").isWith("Mihai");

        // When both are loaded again
        firstTab.reload().chat().isWith("Ana");
        secondTab.reload().chat().isWith("Mihai");

        // Then a third, which has no link, lets Mira choose
        GuestPage third = firstTab.another();
        third.choose("Ana").isWith("Ana");
        third.reload().chat().isWith("Ana");
    }

    @Test
    void whatIsBeingWrittenGoesOnInTheTabThatIsUsed(Scene scene) {
        // Given a chat in two tabs, the second of which is used
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        String link = phone.invite();
        Profile mirasBrowser = scene.person("mira");
        ChatPage first = scene.guest(mirasBrowser, link).join("Mira");
        GuestPage secondTab = scene.guest(mirasBrowser, link);
        ChatPage second = secondTab.chat();
        second.useHere();

        // When Mira writes there, and closes it
        second.draft("Friday");
        secondTab.page().close();

        // Then the first goes on with that
        first.isHere();
        first.hasDraft("Friday");
    }
}
