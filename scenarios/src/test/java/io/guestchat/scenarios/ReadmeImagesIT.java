package io.guestchat.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.guestchat.local.Checkout;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.browser.Profile.Look;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Takes the pictures of the README from the running suite: {@code -Dscenarios.images=true -Dit.test=ReadmeImagesIT}. */
@Scenario
@EnabledIfSystemProperty(named = "scenarios.images", matches = "true")
class ReadmeImagesIT {
    private static final Look PHONE = new Look(390, 844, 2, ColorScheme.LIGHT);
    private static final Path IMAGES = Checkout.find().root().resolve("docs/images");

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void fourPhonesSideBySide(ColorScheme scheme, Scene scene) {
        Look look = PHONE.in(scheme);
        List<byte[]> pictures = new ArrayList<>();

        PhonePage phone = scene.phone(scene.person("ana", look), "Ana");
        String link = phone.showInvite();
        pictures.add(picture(phone.page()));
        phone.closeInvite();
        GuestPage invited = scene.guest(scene.person("mira", look), link);
        invited.showsInvitationFrom("Ana");
        pictures.add(picture(invited.page()));

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
        pictures.add(picture(mira.page()));
        pictures.add(picture(ana.page()));

        compose(scene.person("album", new Look(1710, 904, 1.5, scheme)), pictures, scheme);
    }

    private static byte[] picture(Page page) {
        return page.screenshot();
    }

    private static void compose(Profile album, List<byte[]> pictures, ColorScheme scheme) {
        String phones = pictures.stream()
                .map(png -> "<img src='data:image/png;base64,%s'>"
                        .formatted(Base64.getEncoder().encodeToString(png)))
                .collect(Collectors.joining());
        String line = scheme == ColorScheme.DARK ? "#444" : "#ccc";
        Page page = album.newPage();
        page.setContent("""
                <style>
                  body { margin: 0; padding: 30px; display: flex; gap: 30px; background: transparent }
                  img { width: 390px; height: 844px; border-radius: 28px; box-shadow: 0 0 0 1px %s }
                </style>%s
                """.formatted(line, phones));
        assertThat(page.locator("img")).hasCount(pictures.size());
        page.screenshot(new Page.ScreenshotOptions()
                .setOmitBackground(true)
                .setPath(IMAGES.resolve(scheme.name().toLowerCase(Locale.ROOT) + ".png")));
    }
}
