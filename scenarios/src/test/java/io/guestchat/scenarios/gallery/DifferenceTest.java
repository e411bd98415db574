package io.guestchat.scenarios.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final Color PAPER = new Color(0xeef1f4);
    private static final Color INK = new Color(0x14202b);

    @Test
    void whatIsDrawnAlikeIsTheSame() {
        assertEquals(
                0, Difference.between(button(20, INK, 0), button(20, INK, 0)).squares());
    }

    @Test
    void edgesSmoothedOtherwiseAreNotSeen() {
        assertFalse(Difference.between(button(20, INK, 0), button(20, INK, 90)).isSeen());
    }

    @Test
    void anotherPlaceIsSeen() {
        Difference found = Difference.between(button(20, INK, 0), button(21, INK, 0));
        assertTrue(found.isSeen());
        assertEquals(new Point(20, 12), found.first());
    }

    @Test
    void anotherColourIsSeen() {
        assertTrue(Difference.between(button(20, INK, 0), button(20, new Color(0x14202b + 12), 0))
                .isSeen());
    }

    /** Forty by sixteen pixels; its edge is lighter by so much. */
    private static BufferedImage button(int x, Color ink, int lighter) {
        BufferedImage picture = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D page = picture.createGraphics();
        page.setColor(PAPER);
        page.fillRect(0, 0, 80, 40);
        page.setColor(ink);
        page.fillRect(x, 12, 40, 16);
        page.setColor(new Color(ink.getRed() + lighter, ink.getGreen() + lighter, ink.getBlue() + lighter));
        page.drawLine(x, 12, x, 15);
        page.dispose();
        return picture;
    }
}
