package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.GuestPage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A script that the page loads later is pinned as the first one is: altered on the way, it does not run. */
@Scenario
class AlteredScriptIT {

    @Test
    void theChatScreenDoesNotRunWhenItWasAltered(Scene scene) {
        // Given
        String link = scene.phone(scene.person("ana"), "Ana").invite();
        Profile mira = scene.person("mira");
        Page page = mira.newPage();
        Pattern later = Pattern.compile("/assets/(?!index-)[^/]*\\.js$");
        page.route(later, route -> {
            String script = route.fetch().text();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/javascript")
                    .setBody(script + ";document.title='altered'"));
        });

        // When
        GuestPage guest = new GuestPage(page).open(link).showsInvitationFrom("Ana");
        guest.tryToJoin("Mira");

        // Then
        guest.refuses(GuestPage.Refusal.UNLOADED);
        assertNotEquals("altered", page.title());
        // and once it comes as it was built, the chat that was begun goes on
        page.unroute(later);
        guest.tryAgain().chat().isWith("Ana");
    }
}
