package io.guestchat.scenarios.check;

import io.guestchat.scenarios.history.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When the suite was disturbed, and from when on conversations had a right to go on. */
final class Outages {
    /**
     * A calm that followed a repair.
     *
     * @param after the kind of what was repaired last
     * @param from the moment of the repair, when nothing else was disturbed
     * @param until the next disturbance; {@link Long#MAX_VALUE} after the last
     */
    record Calm(String after, long from, long until) {}

    private static final long NEVER = -1;

    private final List<Calm> calms = new ArrayList<>();
    private final Map<String, Integer> kinds = new TreeMap<>();

    Outages(List<Event> disturbances) {
        Map<Integer, String> going = new HashMap<>();
        String after = "";
        long repairedAt = NEVER;
        for (Event event : disturbances) {
            if (event instanceof Event.Disturbed e) {
                kinds.merge(e.kind(), 1, Integer::sum);
                if (repairedAt != NEVER) {
                    calms.add(new Calm(after, repairedAt, e.at()));
                    repairedAt = NEVER;
                }
                going.put(e.number(), e.kind());
            } else if (event instanceof Event.Repaired e) {
                after = going.getOrDefault(e.number(), "");
                going.remove(e.number());
                repairedAt = going.isEmpty() ? e.at() : NEVER;
            }
        }
        if (repairedAt != NEVER) {
            calms.add(new Calm(after, repairedAt, Long.MAX_VALUE));
        }
    }

    List<Calm> calms() {
        return calms;
    }

    /** How many disturbances of each kind. */
    Map<String, Integer> kinds() {
        return kinds;
    }
}
