package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.guestchat.scenarios.browser.Axe;
import io.guestchat.scenarios.browser.Profile.Look;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** axe-core finds nothing on the screens that people meet first, in light and in dark. */
@Scenario
class AccessibilityIT {

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theJoinScreenHasNoKnownFlaw(ColorScheme scheme, Scene scene) {
        // Given
        Look look = Look.PHONE.in(scheme);
        String link = scene.phone(scene.person("ana", look), "Ana").invite();

        // When
        GuestPage invited = scene.guest(scene.person("mira", look), link).showsInvitationFrom("Ana");

        // Then
        assertNoFlaws("join", invited.page());
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theChatsOfBothSidesHaveNoKnownFlaw(ColorScheme scheme, Scene scene) {
        // Given
        Look look = Look.PHONE.in(scheme);
        PhonePage phone = scene.phone(scene.person("ana", look), "Ana");
        ChatPage mira = scene.guest(scene.person("mira", look), phone.invite()).join("Mira");
        ChatPage ana = phone.openChat("Mira");

        // When
        mira.send("Hello");
        ana.showsTheirs("Hello");
        ana.send("Hello Mira");
        mira.showsTheirs("Hello Mira");

        // Then
        assertNoFlaws("guest's chat", mira.page());
        assertNoFlaws("member's chat", ana.page());
    }

    private static void assertNoFlaws(String screen, Page page) {
        assertEquals(List.of(), Axe.flawsOf(page), screen);
    }
}
