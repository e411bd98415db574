package io.guestchat.scenarios.gallery;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures of all screens, one after the other in rows, each under its name. */
final class Sheet {
    private static final int GAP = 12;
    private static final int CAPTION = 18;

    private final List<String> names;
    private final int columns;
    private final List<BufferedImage> pictures = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param names of the screens whose pictures it will have, in this order
     */
    Sheet(List<String> names, int columns) {
        this.names = names;
        this.columns = columns;
    }

    /** Adds the next picture. */
    void add(byte[] png) {
        pictures.add(read(png));
    }

    /** What looks otherwise than in the file, one line a screen; empty when all is as it was. */
    List<String> differencesFrom(Path file) {
        BufferedImage reviewed = read(bytesOf(file));
        if (reviewed.getWidth() != width() || reviewed.getHeight() != height()) {
            return List.of("screens were added, removed or resized");
        }
        Palette colours = Palette.in(reviewed);
        return IntStream.range(0, names.size())
                .mapToObj(place -> difference(place, colours, reviewed))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> difference(int place, Palette colours, BufferedImage reviewed) {
        BufferedImage picture = colours.draw(pictures.get(place));
        BufferedImage before = reviewed.getSubimage(x(place), y(place), picture.getWidth(), picture.getHeight());
        int differing = Difference.between(picture, before);
        return differing <= Difference.UNSEEN
                ? Optional.empty()
                : Optional.of("%s: in %d places".formatted(names.get(place), differing));
    }

    void write(Path file) {
        BufferedImage all = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D page = all.createGraphics();
        page.setColor(Color.GRAY);
        page.fillRect(0, 0, width(), height());
        page.setColor(Color.WHITE);
        for (int place = 0; place < names.size(); place++) {
            page.drawString(names.get(place), x(place), y(place) - 5);
            page.drawImage(pictures.get(place), x(place), y(place), null);
        }
        page.dispose();
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(Palette.of(all).draw(all), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int x(int place) {
        return GAP + place % columns * (cell().getWidth() + GAP);
    }

    private int y(int place) {
        return CAPTION + place / columns * (cell().getHeight() + CAPTION);
    }

    private int width() {
        return GAP + columns * (cell().getWidth() + GAP);
    }

    private int height() {
        return y(names.size() - 1) + cell().getHeight() + CAPTION;
    }

    private BufferedImage cell() {
        return pictures.getFirst();
    }

    private static byte[] bytesOf(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
