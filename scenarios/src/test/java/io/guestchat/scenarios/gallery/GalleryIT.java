package io.guestchat.scenarios.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.guestchat.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every screen looks as on the sheets in {@code docs/screens}, which were looked at: {@code -Dscenarios.images=compare}, where the fonts
 * are those of the sheets. {@code -Dscenarios.images=true} takes them anew.
 */
class GalleryIT {
    private static final String IMAGES = System.getProperty("scenarios.images", "");
    private static final boolean TAKE_ANEW = IMAGES.equals("true");
    private static final Path REVIEWED = Checkout.find().root().resolve("docs/screens");
    private static final Path EVIDENCE = Checkout.find().root().resolve("scenarios/target/scenarios/GalleryIT");

    private static Gallery gallery;

    @BeforeAll
    static void open() {
        assumeTrue(TAKE_ANEW || IMAGES.equals("compare"), "pictures depend on the machine's fonts");
        gallery = Gallery.open();
    }

    @AfterAll
    static void close() {
        if (gallery != null) {
            gallery.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyScreenLooksAsReviewed(Sheet sheet) throws IOException {
        // When
        Picture taken = gallery.take(sheet);

        // Then
        assertTrue(taken.cells().size() > 1);
        if (TAKE_ANEW) {
            Files.createDirectories(REVIEWED);
            Files.write(REVIEWED.resolve(sheet.fileName()), taken.png());
            return;
        }
        List<String> differences = taken.differencesFrom(Files.readAllBytes(REVIEWED.resolve(sheet.fileName())));
        if (!differences.isEmpty()) {
            Files.createDirectories(EVIDENCE);
            Files.write(EVIDENCE.resolve(sheet.fileName()), taken.png());
        }
        assertEquals(List.of(), differences, "differs from docs/screens/" + sheet.fileName() + ", now in " + EVIDENCE);
    }
}
