package io.guestchat.scenarios.gallery;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Few colours to draw pictures in, for files a third as large. What is compared with such a file is drawn in its colours first: then it
 * is the same to the pixel where nothing has changed.
 */
final class Palette {
    private static final int COLOURS = 256;

    private final int[] colours;
    private final IndexColorModel model;
    private final Map<Integer, Integer> places = new HashMap<>();

    private Palette(int[] colours) {
        this.colours = colours;
        this.model = new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    /** The most common colours of a picture, which all its flat areas are of. */
    static Palette of(BufferedImage picture) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels(picture)) {
            counts.merge(pixel, 1, Integer::sum);
        }
        return new Palette(counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray());
    }

    /** The colours that a picture was drawn in. */
    static Palette in(BufferedImage drawn) {
        IndexColorModel model = (IndexColorModel) drawn.getColorModel();
        int[] colours = new int[model.getMapSize()];
        model.getRGBs(colours);
        return new Palette(colours);
    }

    /** The picture in these colours: each pixel has the one that is next to its own. */
    BufferedImage draw(BufferedImage picture) {
        int width = picture.getWidth();
        int[] pixels = pixels(picture);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = places.computeIfAbsent(pixels[i], this::nearest);
        }
        BufferedImage drawn = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        drawn.getRaster().setSamples(0, 0, width, picture.getHeight(), 0, pixels);
        return drawn;
    }

    private int nearest(int colour) {
        int best = 0;
        for (int place = 1; place < colours.length; place++) {
            if (distance(colour, colours[place]) < distance(colour, colours[best])) {
                best = place;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
        int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        int blue = (one & 0xff) - (other & 0xff);
        return red * red + green * green + blue * blue;
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
