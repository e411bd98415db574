package io.guestchat.scenarios.check;

import io.guestchat.scenarios.history.Event;
import io.guestchat.scenarios.history.Histories;
import io.guestchat.scenarios.history.HistoryWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Histories of a member and a guest, told event by event; a millisecond passes between any two. */
final class Tale {
    static final String CONVERSATION = "c1";

    private final List<Event> member = new ArrayList<>();
    private final List<Event> guest = new ArrayList<>();
    private final List<Event> disturbances = new ArrayList<>();
    private long now;

    /** Two clients that are connected and have never said anything. */
    static Tale begun() {
        Tale tale = new Tale();
        tale.member(at -> new Event.Began(at, "m", "member", List.of(CONVERSATION)));
        tale.guest(at -> new Event.Began(at, "g", "guest", List.of(CONVERSATION)));
        return tale.memberConnects(0, 0, 0).guestConnects(0, 0, 0);
    }

    Tale member(LongFunction<Event> event) {
        member.add(event.apply(now += 1_000));
        return this;
    }

    Tale guest(LongFunction<Event> event) {
        guest.add(event.apply(now += 1_000));
        return this;
    }

    Tale memberConnects(long accepted, long delivered, long acked) {
        return member(at -> new Event.Connecting(at, "relay"))
                .member(at -> new Event.Ready(at, CONVERSATION, accepted, delivered, acked));
    }

    Tale guestConnects(long accepted, long delivered, long acked) {
        return guest(at -> new Event.Connecting(at, "relay"))
                .guest(at -> new Event.Ready(at, CONVERSATION, accepted, delivered, acked));
    }

    Tale guestSays(long n) {
        return guest(at -> new Event.Composed(at, CONVERSATION, n, false, hash(n)))
                .guest(at -> new Event.Sent(at, CONVERSATION, n));
    }

    Tale guestSaysHandshake(long n) {
        return guest(at -> new Event.Composed(at, CONVERSATION, n, true, hash(n)))
                .guest(at -> new Event.Sent(at, CONVERSATION, n));
    }

    Tale guestIsAccepted(long n) {
        return guest(at -> new Event.Accepted(at, CONVERSATION, n));
    }

    Tale guestIsTicked(long n) {
        return guest(at -> new Event.Ticked(at, CONVERSATION, n));
    }

    /** The guest's n comes, and is given to the application. */
    Tale memberGets(long seq, long n) {
        return memberIsSent(seq, n).memberIsGiven(seq);
    }

    Tale memberIsSent(long seq, long n) {
        return member(at -> new Event.Delivered(at, CONVERSATION, seq, "guest", n, false, hash(n)));
    }

    Tale memberIsGiven(long seq) {
        return member(at -> new Event.Presented(at, CONVERSATION, seq));
    }

    Tale memberAcks(long seq) {
        return member(at -> new Event.Acked(at, CONVERSATION, seq));
    }

    /** The guest says n, all of the way. */
    Tale guestReaches(long n, long seq) {
        return guestSays(n)
                .guestIsAccepted(n)
                .memberGets(seq, n)
                .memberAcks(seq)
                .guestIsTicked(n);
    }

    Tale disturbed(int number) {
        disturbances.add(new Event.Disturbed(now += 1_000, number, "kill relay", "relay 1"));
        return this;
    }

    Tale repaired(int number) {
        disturbances.add(new Event.Repaired(now += 1_000, number));
        return this;
    }

    Tale passes(long ms) {
        now += ms * 1_000;
        return this;
    }

    static String hash(long n) {
        return "bytes of " + n;
    }

    /** All is over: what does the checker say? */
    Verdict judged(Path folder) {
        member(at -> new Event.Drained(at, true)).guest(at -> new Event.Drained(at, true));
        return judgedAsItIs(folder);
    }

    Verdict judgedAsItIs(Path folder) {
        write(folder, "m", member);
        write(folder, "g", guest);
        write(folder, Histories.DISTURBANCES, disturbances);
        return Checker.judge(new Histories(folder));
    }

    private static void write(Path folder, String name, List<Event> events) {
        try (HistoryWriter writer = HistoryWriter.create(folder, name)) {
            events.forEach(writer::add);
        }
    }
}
