package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.browser.Profile;
import org.junit.jupiter.api.Test;

/** What a guest on a slow network waits for. */
@Scenario
class FirstLoadIT {
    private static final long BUDGET_BYTES = 60_000;

    @Test
    void theJoinScreenFitsItsBudget(Scene scene) {
        // Given
        String link = scene.phone(scene.person("ana"), "Ana").invite();
        Profile mira = scene.person("mira");

        // When
        scene.guest(mira, link).showsInvitationFrom("Ana");

        // Then
        long loaded = mira.network().bytesLoadedFrom(scene.suite().endpoints().webGuest());
        assertTrue(loaded > 0 && loaded <= BUDGET_BYTES, "first load took " + loaded + " bytes");
    }
}
