package io.guestchat.scenarios.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A person without a pointer. */
public final class Keyboard {
    private static final String STOPS = Script.beside(Keyboard.class, "stops");
    private static final String STOP = Script.beside(Keyboard.class, "stop");
    /** The browser's own bar, where the Tab key leads from the last stop, and from an open dialog too. */
    private static final int BAR = -1;

    private Keyboard() {}

    /**
     * Goes once round the page, or the dialog that is open, by the Tab key.
     *
     * @return what is wrong: something that can be used and not be reached, or only out of the order in which it is read; a stop that does
     *     not show that it has the focus, or that is hidden then
     */
    public static List<String> flawsOf(Page page) {
        Map<?, ?> stops = (Map<?, ?>) page.evaluate(STOPS);
        List<String> flaws = new ArrayList<>(Keyboard.<String>list(stops, "flaws"));
        Set<Integer> missing = new TreeSet<>();
        for (int place = 0; place < (int) stops.get("count"); place++) {
            missing.add(place);
        }
        Set<Integer> visited = new LinkedHashSet<>();
        // Round, and over the bar, from wherever the focus is; what has come meanwhile is met once.
        for (int steps = missing.size() + 2; steps > 0 && !missing.isEmpty(); steps--) {
            page.keyboard().press("Tab");
            Map<?, ?> stop = (Map<?, ?>) page.evaluate(STOP);
            flaws.addAll(list(stop, "flaws"));
            int place = (int) stop.get("place");
            if (place >= 0) {
                visited.add(place);
                missing.remove(place);
            } else if (place != BAR) {
                steps++;
            }
            missing.removeAll(list(stop, "gone"));
        }
        if (!missing.isEmpty() || !isInOrder(List.copyOf(visited))) {
            flaws.add("the Tab key leads to " + visited + ", and not to " + missing);
        }
        return flaws;
    }

    /** From the first that was met to the last, and on from the very first. */
    private static boolean isInOrder(List<Integer> visited) {
        List<Integer> fromFirst = new ArrayList<>(visited);
        Collections.rotate(fromFirst, -fromFirst.indexOf(visited.isEmpty() ? 0 : Collections.min(visited)));
        return fromFirst.equals(fromFirst.stream().sorted().toList());
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Map<?, ?> object, String member) {
        return (List<T>) object.get(member);
    }
}
