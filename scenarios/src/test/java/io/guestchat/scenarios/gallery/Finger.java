package io.guestchat.scenarios.gallery;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A finger on one place of a page, which it may draw sideways. */
final class Finger {
    private final CDPSession screen;
    private final double x;
    private final double y;

    /** Of a page that is touched; in CSS pixels. */
    Finger(Page page, double x, double y) {
        this.screen = page.context().newCDPSession(page);
        this.x = x;
        this.y = y;
    }

    /** Touches, and goes so far to the right in steps. */
    void draw(int by) {
        touch("touchStart", 0);
        for (int step = 1; step <= 5; step++) {
            touch("touchMove", by * step / 5.0);
        }
    }

    void leave() {
        JsonObject event = new JsonObject();
        event.addProperty("type", "touchEnd");
        event.add("touchPoints", new JsonArray());
        screen.send("Input.dispatchTouchEvent", event);
    }

    private void touch(String type, double by) {
        JsonObject point = new JsonObject();
        point.addProperty("x", x + by);
        point.addProperty("y", y);
        JsonArray points = new JsonArray();
        points.add(point);
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        screen.send("Input.dispatchTouchEvent", event);
    }
}
