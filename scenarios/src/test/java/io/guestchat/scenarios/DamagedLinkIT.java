package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.scenarios.browser.NetworkLog.Entry;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.GuestPage.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links get cut and changed on their way. */
@Scenario
class DamagedLinkIT {

    @Test
    void aLinkWithAWrongCharacterIsCalledDamagedWithoutAskingAnyServer(Scene scene) {
        // Given a link with one character of the secret part changed
        String link = scene.phone(scene.person("ana"), "Ana").invite();
        char last = link.charAt(link.length() - 1);
        String damaged = link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A');
        Profile mira = scene.person("mira");

        // When
        var page = scene.guest(mira, damaged);

        // Then
        page.refuses(Refusal.DAMAGED);
        assertEquals(List.of(), askedOfServices(mira));
    }

    @Test
    void aLinkCutShortIsCalledDamaged(Scene scene) {
        // Given
        String link = scene.phone(scene.person("ana"), "Ana").invite();

        // When
        var page = scene.guest(scene.person("mira"), link.substring(0, link.length() - 20));

        // Then
        page.refuses(Refusal.DAMAGED);
    }

    /** The claim goes out in the body of a POST: there is no other way to ask. */
    private static List<Entry> askedOfServices(Profile profile) {
        return profile.network().entries().stream()
                .filter(entry -> entry.event().equals("Network.requestWillBeSent"))
                .filter(entry -> !entry.content()
                        .getAsJsonObject("request")
                        .get("method")
                        .getAsString()
                        .equals("GET"))
                .toList();
    }
}
