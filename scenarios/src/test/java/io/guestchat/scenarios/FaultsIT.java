package io.guestchat.scenarios;

import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import io.guestchat.scenarios.trace.RedisTraces;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
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
        try (RedisTraces redis = new RedisTraces(scene.suite().endpoints().redis())) {
            redis.flushAll();
        }
        send(mira, mirasTexts.subList(4, 8), ana, anasTexts.subList(4, 8));
        scene.suite().killGuestsRelay();
        send(mira, mirasTexts.subList(8, 12), ana, anasTexts.subList(8, 12));

        // Then each has everything of the other's once and in order, now and after a reload
        assertAllArrived(mira, mirasTexts, ana, anasTexts);
        ChatPage mirasAfter = guest.reload().chat();
        ChatPage anasAfter = phone.reload().openChat("Mira");
        assertAllArrived(mirasAfter, mirasTexts, anasAfter, anasTexts);
        mirasAfter.send("still the same chat");
        anasAfter.showsTheirs("still the same chat");
    }

    @AfterEach
    void bothRelaysAgain(Scene scene) {
        scene.suite().restartGuestsRelay();
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
