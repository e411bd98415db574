package io.guestchat.scenarios.gallery;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/** Where pictures are taken: how large the window is, and in which language. */
enum Window {
    PHONE(390, 844, "en-GB", ColorScheme.LIGHT, ColorScheme.DARK),
    PHONE_ARABIC(390, 844, "ar", ColorScheme.LIGHT),
    DESKTOP(1280, 800, "en-GB", ColorScheme.LIGHT, ColorScheme.DARK),
    DESKTOP_ARABIC(1280, 800, "ar", ColorScheme.LIGHT);

    private final int width;
    private final int height;
    private final String locale;
    private final List<ColorScheme> schemes;

    Window(int width, int height, String locale, ColorScheme... schemes) {
        this.width = width;
        this.height = height;
        this.locale = locale;
        this.schemes = List.of(schemes);
    }

    /** In CSS pixels. */
    int width() {
        return width;
    }

    /** In CSS pixels. */
    int height() {
        return height;
    }

    String locale() {
        return locale;
    }

    List<ColorScheme> schemes() {
        return schemes;
    }

    boolean isPhone() {
        return width < height;
    }

    /** Pictures in a row of its sheet. */
    int columns() {
        return isPhone() ? 12 : 4;
    }

    /** Of the sheet of its pictures. */
    String fileName(ColorScheme scheme) {
        String name = schemes.size() == 1 ? name() : name() + "-" + scheme;
        return name.toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
    }
}
