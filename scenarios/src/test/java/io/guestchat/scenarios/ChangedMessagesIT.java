package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.scenarios.browser.Axe;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written is answered, edited, reacted to and taken back, by both sides. */
@Scenario
class ChangedMessagesIT {

    @Test
    void bothSeeEveryChangeAndADraftSurvives(Scene scene) {
        // Given a chat with a question
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        GuestPage guest = scene.guest(scene.person("mira"), phone.invite());
        ChatPage mira = guest.join("Mira");
        mira.send("Thursdy?");
        ChatPage ana = phone.openChat("Mira");
        ana.showsTheirs("Thursdy?");

        // When both change what they can
        ana.reply("Thursdy?", "Yes, at ten");
        mira.edit("Thursdy?", "Thursday?");
        mira.react("Yes, at ten", "❤️");
        ana.send("this was for somebody else");
        mira.showsTheirs("this was for somebody else");
        ana.beginToEdit("this was for somebody else");
        ana.delete("this was for somebody else");
        ana.writesAnew();

        // Then each sees what the other did, also in a page that is loaded again
        ana.showsTheirsEdited("Thursday?");
        ana.showsReactionToOwn("Yes, at ten", "❤️");
        mira.showsTheirsDeleted();
        mira.draft("Then I will");
        ChatPage again = guest.reload().chat();
        again.hasDraft("Then I will");
        again.showsTheirsInReplyTo("Yes, at ten", "Thursday?");
        again.showsTheirsDeleted();

        // And the actions can be used by everybody
        again.openActionsOfTheirs("Yes, at ten");
        assertEquals(List.of(), Axe.flawsOf(again.page()), "actions of a message");
        again.closeActions();
        assertEquals(List.of(), Axe.flawsOf(again.page()), "changed messages");
    }
}
