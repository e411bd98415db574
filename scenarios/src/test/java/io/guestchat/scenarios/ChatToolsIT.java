package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import org.junit.jupiter.api.Test;

/** What helps with a whole chat, on both ends: verifying, searching, saving, blocking, inviting anew. */
@Scenario
class ChatToolsIT {
    private static final String LONG = "The platform is hard to find, so here is how. ".repeat(18);

    @Test
    void theGuestVerifiesFindsSavesAndErases(Scene scene) {
        // Given a chat longer than a screen
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        String link = phone.invite();
        GuestPage guest = scene.guest(scene.person("mira"), link);
        ChatPage mira = guest.join("Mira");
        mira.send("Meet me at platform four");
        ChatPage ana = phone.openChat("Mira");
        ana.showsTheirs("Meet me at platform four");
        for (int i = 1; i <= 3; i++) {
            ana.send(LONG + i);
        }

        // When Mira verifies Ana and comes back
        assertEquals(ana.safetyNumber(), mira.safetyNumber());
        mira.verify();
        ChatPage back = guest.reload().chat();

        // Then the mark is there, she is told of what she has not seen, finds what was written, and has it as a file
        back.isVerified();
        back.scrollToStart();
        ana.send("Are you there?");
        back.tellsOfUnread(1);
        back.goToNewest(1);
        back.showsInView("Are you there?");
        back.search("PLATFORM", 4);
        back.endSearch();
        back.search("platform four", 1);
        back.showsInView("Meet me at platform four");
        back.endSearch();
        String transcript = back.save();
        assertTrue(transcript.contains("You: Meet me at platform four\n"), transcript);
        assertTrue(transcript.contains("Ana: Are you there?\n"), transcript);
        // and what she erases is over for both, and its link says so
        back.endAndErase();
        guest.refuses(GuestPage.Refusal.ERASED);
        ana.isOver();
        guest.open(link).refuses(GuestPage.Refusal.ERASED);
    }

    @Test
    void theMemberMakesNewLinksAndBlocks(Scene scene) {
        // Given an invite in the place of another
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        String first = phone.invite();
        String second = phone.renewInvite();
        phone.showsOpenInvites(1);
        scene.guest(scene.person("late"), first).refuses(GuestPage.Refusal.REVOKED);

        // When its guest joins and is blocked
        ChatPage mira = scene.guest(scene.person("mira"), second).join("Mira");
        mira.send("Hello?");
        ChatPage ana = phone.openChat("Mira");
        ana.showsTheirs("Hello?");
        ana.block("Mira");

        // Then the chat is over for both, and the list says why
        mira.isOver();
        ana.isOver();
        phone.backToList();
        phone.showsBlocked("Mira");
    }
}
