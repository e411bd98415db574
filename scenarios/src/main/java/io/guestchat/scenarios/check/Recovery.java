package io.guestchat.scenarios.check;

import io.guestchat.scenarios.history.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long each direction of a conversation took, after each repair, until something was accepted and at the other side; counted
 * from the repair, or from when it was said if that was later.
 */
final class Recovery {
    /** Healing is promised within this time; in microseconds. */
    static final long PROMISED = 10_000_000;

    private final Map<String, List<Long>> times = new TreeMap<>();
    private int interrupted;

    /** Takes one direction in. */
    void add(Party sender, Party receiver, List<Outages.Calm> calms) {
        TreeMap<Long, Long> saidByDone = done(sender, receiver);
        for (Outages.Calm calm : calms) {
            Map.Entry<Long, Long> next = saidByDone.ceilingEntry(calm.from());
            if (next == null) {
                continue; // nothing more was said; what stayed behind is found lost or stuck
            }
            long took = next.getKey() - Math.max(calm.from(), next.getValue());
            if (next.getKey() > calm.until() && calm.until() - calm.from() < PROMISED) {
                interrupted++;
            } else {
                times.computeIfAbsent(calm.after(), kind -> new ArrayList<>()).add(took);
            }
        }
    }

    /** When it was said, by when it was both accepted and given to the receiver. */
    private static TreeMap<Long, Long> done(Party sender, Party receiver) {
        TreeMap<Long, Long> saidByDone = new TreeMap<>();
        for (int i = 0; i < receiver.presented().size(); i++) {
            Event.Delivered e = receiver.presented().get(i);
            if (e.from().equals(sender.side())) {
                Long accepted = sender.acceptedAt(e.n());
                Party.Said said = sender.said().get(e.n());
                if (accepted != null && said != null) {
                    saidByDone.put(Math.max(accepted, receiver.presentedAt(i)), said.at());
                }
            }
        }
        return saidByDone;
    }

    /** By the kind of fault that was repaired, in microseconds. */
    Map<String, List<Long>> times() {
        return times;
    }

    /** Those that another disturbance cut short before anything could be said of them. */
    int interrupted() {
        return interrupted;
    }
}
