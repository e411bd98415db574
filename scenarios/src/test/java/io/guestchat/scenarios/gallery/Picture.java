package io.guestchat.scenarios.gallery;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A sheet as it was taken.
 *
 * @param png its bytes
 * @param image the same, to look into
 * @param cells where each screen is
 */
record Picture(byte[] png, BufferedImage image, List<Cell> cells) {
    /** Difference of one colour channel, of 255, that nobody sees: other versions of a browser smooth letters otherwise. */
    private static final int UNSEEN = 48;

    /** Share of a screen's pixels that may differ more than that: a word that changed is more, half a pixel's shift of a line less. */
    private static final double TOLERATED = 0.004;

    /** Where a screen is on the sheet, in pixels. */
    record Cell(String name, int x, int y, int width, int height) {}

    static Picture of(byte[] png, List<Cell> cells) {
        return new Picture(png, read(png), cells);
    }

    /** What differs from an older picture of the same sheet, one line a screen; empty when it looks the same. */
    List<String> differencesFrom(byte[] older) {
        BufferedImage before = read(older);
        if (before.getWidth() != image.getWidth() || before.getHeight() != image.getHeight()) {
            return List.of("screens were added or removed");
        }
        return cells.stream().flatMap(cell -> difference(cell, before).stream()).toList();
    }

    private Optional<String> difference(Cell cell, BufferedImage before) {
        long seen = 0;
        for (int y = cell.y(); y < cell.y() + cell.height(); y++) {
            for (int x = cell.x(); x < cell.x() + cell.width(); x++) {
                seen += differs(image.getRGB(x, y), before.getRGB(x, y)) ? 1 : 0;
            }
        }
        double share = (double) seen / (cell.width() * cell.height());
        return share <= TOLERATED
                ? Optional.empty()
                : Optional.of("%s: %.1f %% of its pixels".formatted(cell.name(), 100 * share));
    }

    private static boolean differs(int one, int other) {
        return Stream.of(0, 8, 16)
                .anyMatch(shift -> Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > UNSEEN);
    }

    private static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
