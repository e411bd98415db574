package io.guestchat.scenarios.gallery;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures of all screens, one after the other in rows, each under its name. */
final class Sheet {
    private static final int GAP = 12;
    private static final int CAPTION = 18;

    private final List<String> names;
    private final int columns;
    private final List<CompletableFuture<BufferedImage>> pictures = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param names of the screens whose pictures it will have, in this order
     */
    Sheet(List<String> names, int columns) {
        this.names = names;
        this.columns = columns;
    }

    /** Adds the next picture, at half its size, which is made while the browser draws on. */
    void add(byte[] png) {
        pictures.add(CompletableFuture.supplyAsync(() -> half(read(png))));
    }

    /**
     * What looks otherwise than in the file, one line a screen; empty when all is as it was.
     *
     * @param evidence where both pictures of such a screen are put, or all if there are others than in the file
     */
    List<String> differencesFrom(Path file, Path evidence) {
        BufferedImage reviewed = read(bytesOf(file));
        if (reviewed.getWidth() != width() || reviewed.getHeight() != height()) {
            write(evidence.resolve("all.png"));
            return List.of("screens were added, removed or resized");
        }
        Palette colours = Palette.in(reviewed);
        return IntStream.range(0, names.size())
                .mapToObj(place -> difference(place, colours, reviewed, evidence))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> difference(int place, Palette colours, BufferedImage reviewed, Path evidence) {
        BufferedImage picture = colours.draw(picture(place));
        BufferedImage before = reviewed.getSubimage(x(place), y(place), picture.getWidth(), picture.getHeight());
        Difference found = Difference.between(picture, before);
        if (!found.isSeen()) {
            return Optional.empty();
        }
        String name = names.get(place);
        write(picture(place), evidence.resolve(name + ".png"));
        write(before, evidence.resolve(name + "-reviewed.png"));
        Point first = found.first();
        return Optional.of("%s: %d squares of 8 × 8 CSS pixels, the first at %d, %d"
                .formatted(name, found.squares(), first.x * 2, first.y * 2));
    }

    void write(Path file) {
        BufferedImage all = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D page = all.createGraphics();
        page.setColor(Color.GRAY);
        page.fillRect(0, 0, width(), height());
        page.setColor(Color.WHITE);
        for (int place = 0; place < names.size(); place++) {
            page.drawString(names.get(place), x(place), y(place) - 5);
            page.drawImage(picture(place), x(place), y(place), null);
        }
        page.dispose();
        write(Palette.of(all).draw(all), file);
    }

    private static void write(BufferedImage picture, Path file) {
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
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
        return picture(0);
    }

    private BufferedImage picture(int place) {
        return pictures.get(place).join();
    }

    /** Each pixel is the mean of four. */
    private static BufferedImage half(BufferedImage picture) {
        int width = picture.getWidth() / 2;
        int height = picture.getHeight() / 2;
        BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D page = half.createGraphics();
        page.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        page.drawImage(picture, 0, 0, width, height, null);
        page.dispose();
        return half;
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
