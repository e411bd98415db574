package io.guestchat.scenarios;

import com.microsoft.playwright.Browser;
import io.guestchat.scenarios.browser.Firefox;
import io.guestchat.scenarios.browser.MortalBrowser;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.GuestPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One test's stage: the running suite, and people with a browser profile each. */
public final class Scene {
    private final Suite suite;
    private final Browser browser;
    private final List<Profile> profiles = new ArrayList<>();
    private @Nullable Firefox firefox;

    Scene(Suite suite, Browser browser) {
        this.suite = suite;
        this.browser = browser;
    }

    /** The running suite, shared with the other scenarios of this JVM. */
    public Suite suite() {
        return suite;
    }

    /** Somebody new, with an empty browser profile of a phone's size. */
    public Profile person(String name) {
        return person(name, Profile.Look.PHONE);
    }

    /** Somebody new, with an empty browser profile. */
    public Profile person(String name, Profile.Look look) {
        return person(name, look, browser);
    }

    /** Somebody new, with an empty profile of the machine's Firefox; it must have one. */
    public Profile personInFirefox(String name) {
        if (firefox == null) {
            firefox = Firefox.launch();
        }
        return person(name, Profile.Look.PHONE, firefox.browser());
    }

    private Profile person(String name, Profile.Look look, Browser browser) {
        Profile profile = Profile.open(browser, name, look);
        profiles.add(profile);
        return profile;
    }

    /** A browser process of its own, to be killed; who starts it closes it. */
    public MortalBrowser mortalBrowser(Path profile) {
        return MortalBrowser.start(browser.browserType(), profile);
    }

    /** The member's app in a new tab, logged in. */
    public PhonePage phone(Profile profile, String member) {
        return new PhonePage(profile.newPage()).logIn(suite.endpoints().sampleProvider(), member);
    }

    /** A guest link, opened in a new tab. */
    public GuestPage guest(Profile profile, String link) {
        return new GuestPage(profile.newPage()).open(link);
    }

    void keepEvidence(Path folder) {
        profiles.forEach(profile -> profile.keepEvidence(folder));
        suite.copyLogs(folder.resolve("logs"));
    }

    /** Uncaught errors and violations of the security policy in any page; there must be none. */
    List<String> faults() {
        return profiles.stream()
                .flatMap(profile -> profile.console().faults().stream())
                .toList();
    }

    void close() {
        profiles.forEach(Profile::close);
        if (firefox != null) {
            firefox.close();
        }
    }
}
