package io.guestchat.scenarios;

import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.GuestPage.Refusal;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parts of the suite fail while people write: nothing accepted is lost or doubled, and order holds. */
@Scenario
class FaultsIT {

    @Test
    void redisIsEmptiedAndTheGuestsRelayIsKilledInTheMiddle(Scene scene) {
        // Given a chat under way
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        GuestPage guest = scene.guest(scene.person("mira"), phone.invite());
        ChatPage mira = guest.join("Mira");
        ChatPage ana = phone.openChat("Mira");
        List<String> mirasTexts = numbered("from Mira");
        List<String> anasTexts = numbered("from Ana");

        // When both write, Redis loses everything, both write, Mira's relay is killed, both write
        send(mira, mirasTexts.subList(0, 4), ana, anasTexts.subList(0, 4));
        scene.suite().emptyRedis();
        send(mira, mirasTexts.subList(4, 8), ana, anasTexts.subList(4, 8));
        scene.suite().killGuestsRelay();
        send(mira, mirasTexts.subList(8, 12), ana, anasTexts.subList(8, 12));

        // Then each has everything of the other's once and in order, now, after a reload, and with both relays again
        assertAllArrived(mira, mirasTexts, ana, anasTexts);
        ChatPage mirasAfter = guest.reload().chat();
        ChatPage anasAfter = phone.reload().openChat("Mira");
        assertAllArrived(mirasAfter, mirasTexts, anasAfter, anasTexts);
        mirasAfter.send("still the same chat");
        anasAfter.showsTheirs("still the same chat");
        scene.suite().restartGuestsRelay();
        anasAfter.send("and goes on");
        mirasAfter.showsTheirs("and goes on");
    }

    @Test
    void whatWaitsForTheMemberAndWhatSheHasReadSurviveAnEmptiedRedis(Scene scene) {
        // Given Ana has read some messages and closed her app, and others wait for her
        Profile anasBrowser = scene.person("ana");
        PhonePage closing = scene.phone(anasBrowser, "Ana");
        ChatPage mira = scene.guest(scene.person("mira"), closing.invite()).join("Mira");
        mira.send("read before");
        closing.openChat("Mira").showsTheirs("read before");
        mira.showsOwn("read before", Ticks.READ);
        closing.close();
        mira.send("waits 1");
        mira.send("waits 2");
        mira.showsOwn("waits 2", Ticks.ACCEPTED);

        // When Redis loses everything before she opens it again
        scene.suite().emptyRedis();
        ChatPage ana = scene.phone(anasBrowser, "Ana").openChat("Mira");

        // Then what waited is there, and nothing twice
        ana.showsExactlyTheirs(List.of("read before", "waits 1", "waits 2"));
        ana.send("all here");
        mira.showsTheirs("all here");
        mira.showsOwn("waits 2", Ticks.READ);
    }

    @Test
    void aUsedLinkStaysUsedWhenRedisIsEmptied(Scene scene) {
        // Given a link that Mira has used, open in another browser
        String link = scene.phone(scene.person("ana"), "Ana").invite();
        GuestPage other = scene.guest(scene.person("other"), link).showsInvitationFrom("Ana");
        scene.guest(scene.person("mira"), link).join("Mira");

        // When Redis loses everything and the other tries to start the chat, again while nobody can know
        scene.suite().emptyRedis();
        other.tryToJoinUntilAnswered("Not Mira");

        // Then
        other.refuses(Refusal.USED);
    }

    private static void send(ChatPage first, List<String> firstTexts, ChatPage second, List<String> secondTexts) {
        for (int i = 0; i < firstTexts.size(); i++) {
            first.send(firstTexts.get(i));
            second.send(secondTexts.get(i));
        }
    }

    private static void assertAllArrived(ChatPage mira, List<String> mirasTexts, ChatPage ana, List<String> anasTexts) {
        ana.showsExactlyTheirs(mirasTexts);
        mira.showsExactlyTheirs(anasTexts);
        mira.showsExactlyOwn(mirasTexts);
        ana.showsExactlyOwn(anasTexts);
        mirasTexts.forEach(text -> mira.showsOwn(text, Ticks.DELIVERED));
        anasTexts.forEach(text -> ana.showsOwn(text, Ticks.DELIVERED));
    }

    private static List<String> numbered(String text) {
        return IntStream.rangeClosed(1, 12).mapToObj(i -> text + " " + i).toList();
    }
}
