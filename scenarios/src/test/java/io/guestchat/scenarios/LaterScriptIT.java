package io.guestchat.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.GuestPage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A script that the page loads later is pinned as the first one is: altered on the way, it does not run. And it is not waited for
 * without end.
 */
@Scenario
class LaterScriptIT {
    private static final Pattern LATER = Pattern.compile("/assets/(?!index-)[^/]*\\.js$");

    @Test
    void theChatScreenDoesNotRunWhenItWasAltered(Scene scene) {
        // Given
        String link = scene.phone(scene.person("ana"), "Ana").invite();
        Profile mira = scene.person("mira");
        Page page = mira.newPage();
        page.route(LATER, route -> {
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
        page.unroute(LATER);
        guest.tryAgain().chat().isWith("Ana");
    }

    @Test
    void theGuestIsToldWhenTheChatScreenDoesNotCome(Scene scene) {
        // Given a connection that died without a word
        String link = scene.phone(scene.person("ana"), "Ana").invite();
        Page page = scene.person("mira").newPage();
        page.clock().install();
        Queue<Route> silent = new ConcurrentLinkedQueue<>();
        page.route(LATER, silent::add);

        // When
        GuestPage guest = new GuestPage(page).open(link).showsInvitationFrom("Ana");
        guest.tryToJoin("Mira");
        assertThat(page.getByText("Opening your chat…")).isVisible();
        page.clock().fastForward("00:20");

        // Then
        guest.refuses(GuestPage.Refusal.UNLOADED);
        // and once it comes, the chat that was begun goes on
        page.unroute(LATER);
        silent.forEach(Route::resume);
        guest.tryAgain().chat().isWith("Ana");
    }
}
