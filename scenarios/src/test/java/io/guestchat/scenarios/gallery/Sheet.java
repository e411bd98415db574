package io.guestchat.scenarios.gallery;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** One picture of all screens: how large they are, how light, and in which language. */
enum Sheet {
    PHONE_LIGHT,
    PHONE_DARK,
    PHONE_ARABIC,
    DESKTOP_LIGHT,
    DESKTOP_DARK,
    DESKTOP_ARABIC;

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
    }

    /** As the gallery calls it: 390 × 844 or 1280 × 800 CSS pixels, shown at half of that. */
    String size() {
        return isPhone() ? "phone" : "desktop";
    }

    /** Of the browser's window: room for eight phones or three desktops in a row. */
    int width() {
        return isPhone() ? 1720 : 2000;
    }

    ColorScheme scheme() {
        return name().endsWith("DARK") ? ColorScheme.DARK : ColorScheme.LIGHT;
    }

    String locale() {
        return name().endsWith("ARABIC") ? "ar" : "en-GB";
    }

    private boolean isPhone() {
        return name().startsWith("PHONE");
    }
}
