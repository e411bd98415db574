package io.guestchat.scenarios.check;

import io.guestchat.scenarios.history.Event;
import io.guestchat.scenarios.history.Histories;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges the histories of a run. */
public final class Checker {
    private final Histories histories;
    private final Outages outages;
    private final Recovery recovery = new Recovery();
    private final List<Breach> breaches = new ArrayList<>();
    private int conversations;
    private long said;
    private long accepted;

    private Checker(Histories histories) {
        this.histories = histories;
        this.outages = new Outages(histories.disturbances());
    }

    /**
     * Judges them all; only those of one member and its guests are in memory at a time.
     *
     * @throws IllegalArgumentException when a conversation lacks a side
     */
    public static Verdict judge(Histories histories) {
        Checker checker = new Checker(histories);
        checker.run();
        return new Verdict(
                checker.conversations,
                checker.said,
                checker.accepted,
                checker.outages.kinds(),
                List.copyOf(checker.breaches),
                checker.recovery.times(),
                checker.recovery.interrupted());
    }

    private void run() {
        Map<String, String> guests = new HashMap<>();
        List<Event.Began> members = new ArrayList<>();
        for (String client : histories.clients()) {
            Event.Began began = histories.began(client);
            if (began.side().equals("member")) {
                members.add(began);
            } else {
                began.conversations().forEach(id -> guests.put(id, client));
            }
        }
        for (Event.Began member : members) {
            List<Event> events = histories.of(member.client());
            foreign(member, events);
            for (String conversation : member.conversations()) {
                String guest = guests.remove(conversation);
                if (guest == null) {
                    throw new IllegalArgumentException("no guest's history of " + conversation);
                }
                List<Event> guestsEvents = histories.of(guest);
                foreign(histories.began(guest), guestsEvents);
                judge(conversation, events, guestsEvents);
            }
        }
        if (!guests.isEmpty()) {
            throw new IllegalArgumentException("no member's history of " + guests.keySet());
        }
    }

    private void judge(String conversation, List<Event> members, List<Event> guests) {
        Party member = Party.of("member", conversation, members);
        Party guest = Party.of("guest", conversation, guests);
        conversations++;
        said += member.said().size() + guest.said().size();
        accepted += member.accepted() + guest.accepted();
        breaches.addAll(ConversationCheck.of(conversation, member, guest));
        recovery.add(member, guest, outages.calms());
        recovery.add(guest, member, outages.calms());
    }

    /** Nobody gets anything of a conversation that is not his. */
    private void foreign(Event.Began began, List<Event> events) {
        for (Event event : events) {
            if (event instanceof Event.Delivered e && !began.conversations().contains(e.conversation())) {
                breaches.add(new Breach(
                        Breach.Kind.MISDELIVERED,
                        e.conversation(),
                        began.client() + " got seq " + e.seq() + " of a conversation that is not its own"));
            }
        }
    }
}
