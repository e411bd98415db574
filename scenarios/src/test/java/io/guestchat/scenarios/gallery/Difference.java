package io.guestchat.scenarios.gallery;

import java.awt.Point;
import java.awt.image.BufferedImage;

/**
 * How far two pictures of one screen are apart. They are compared square by square, each as its mean colour: browsers and machines
 * smooth letters in ways of their own, which a mean hides, while another colour, size, place or word changes it.
 *
 * @param squares that differ
 * @param first of them, from the top
 */
record Difference(int squares, Point first) {
    /** Squares that may differ: less than one short word. */
    private static final int UNSEEN = 4;

    /** Pixels on a side of a square. */
    private static final int SIDE = 4;

    /** Difference of the means of one colour channel, of 255, that counts. */
    private static final int SEEN = 10;

    /** Between two pictures of one size. */
    static Difference between(BufferedImage one, BufferedImage other) {
        int differing = 0;
        Point first = new Point();
        for (int y = 0; y + SIDE <= one.getHeight(); y += SIDE) {
            for (int x = 0; x + SIDE <= one.getWidth(); x += SIDE) {
                if (differs(one, other, x, y) && differing++ == 0) {
                    first.setLocation(x, y);
                }
            }
        }
        return new Difference(differing, first);
    }

    /** Whether anybody would see it. */
    boolean isSeen() {
        return squares > UNSEEN;
    }

    private static boolean differs(BufferedImage one, BufferedImage other, int x, int y) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int a = one.getRGB(x + i % SIDE, y + i / SIDE);
            int b = other.getRGB(x + i % SIDE, y + i / SIDE);
            red += (a >> 16 & 0xff) - (b >> 16 & 0xff);
            green += (a >> 8 & 0xff) - (b >> 8 & 0xff);
            blue += (a & 0xff) - (b & 0xff);
        }
        return Math.max(Math.abs(red), Math.max(Math.abs(green), Math.abs(blue))) > SEEN * SIDE * SIDE;
    }
}
