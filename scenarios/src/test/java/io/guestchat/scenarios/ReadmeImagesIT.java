package io.guestchat.scenarios;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.guestchat.local.Checkout;
import io.guestchat.scenarios.browser.Profile.Look;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes the pictures of the README from the running suite: {@code -Dscenarios.images=true -Dit.test=ReadmeImagesIT}. */
@Scenario
@EnabledIfSystemProperty(named = "scenarios.images", matches = "true")
class ReadmeImagesIT {
    private static final Look PHONE = new Look(390, 844, 2, ColorScheme.LIGHT);
    private static final Path IMAGES = Checkout.find().root().resolve("docs/images");

    @ParameterizedTest
    @CsvSource({"LIGHT, .png", "DARK, -dark.png"})
    void inviteJoinAndChat(ColorScheme scheme, String ending, Scene scene) {
        Look look = PHONE.in(scheme);

        PhonePage phone = scene.phone(scene.person("ana", look), "Ana");
        String link = phone.showInvite();
        take(phone.page(), "phone-invite" + ending);
        phone.closeInvite();
        GuestPage invited = scene.guest(scene.person("mira", look), link).showsInvitationFrom("Ana");
        take(invited.page(), "guest-join" + ending);

        ChatPage mira = invited.join("Mira");
        mira.send("Hi Ana! The link worked, no app needed 🎉");
        ChatPage ana = phone.openChat("Mira");
        ana.showsTheirs("Hi Ana! The link worked, no app needed 🎉");
        ana.send("Wonderful. Welcome!");
        ana.send("Are you still coming on Saturday?");
        mira.showsTheirs("Are you still coming on Saturday?");
        mira.send("Yes! The train gets in at 10:42.");
        mira.send("Shall I bring the cake?");
        ana.showsTheirs("Shall I bring the cake?");
        ana.send("Please do. I’ll pick you up at the station 🚗");
        mira.showsTheirs("Please do. I’ll pick you up at the station 🚗");
        mira.send("See you there!");
        ana.showsTheirs("See you there!");
        mira.showsOwn("See you there!", Ticks.READ);
        mira.showsPeerOnline();
        ana.showsPeerOnline();
        take(mira.page(), "guest-chat" + ending);
        take(ana.page(), "phone-chat" + ending);
    }

    private static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name)));
    }
}
