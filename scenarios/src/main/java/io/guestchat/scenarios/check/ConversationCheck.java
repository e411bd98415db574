package io.guestchat.scenarios.check;

import io.guestchat.scenarios.check.Breach.Kind;
import io.guestchat.scenarios.history.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Holds both sides of one conversation against the delivery contract. */
final class ConversationCheck {
    private final String conversation;
    private final Map<String, Party> parties;
    private final List<Breach> breaches = new ArrayList<>();
    /** Under which seq an envelope was seen first, by {@code from} and n. */
    private final Map<String, Long> seqs = new HashMap<>();

    private ConversationCheck(String conversation, Party member, Party guest) {
        this.conversation = conversation;
        this.parties = Map.of(member.side(), member, guest.side(), guest);
    }

    /** What was broken; empty if nothing was. */
    static List<Breach> of(String conversation, Party member, Party guest) {
        ConversationCheck check = new ConversationCheck(conversation, member, guest);
        check.oneSeqEach();
        for (Party receiver : List.of(member, guest)) {
            Party peer = receiver == member ? guest : member;
            check.authentic(receiver);
            check.onceAndInOrder(receiver);
            check.complete(peer, receiver);
            check.numbersHold(receiver, peer);
            check.nothingReturns(receiver, peer);
        }
        return List.copyOf(check.breaches);
    }

    private void breach(Kind kind, Party party, String what, Object... values) {
        breaches.add(new Breach(kind, conversation, party.side() + " " + what.formatted(values)));
    }

    /** The same envelope has the same seq on both sides, every time; no seq stands for two. */
    private void oneSeqEach() {
        Map<Long, String> owners = new HashMap<>();
        for (Party party : parties.values()) {
            for (Event event : party.events()) {
                if (event instanceof Event.Delivered e) {
                    String envelope = envelope(e.from(), e.n());
                    Long seq = seqs.putIfAbsent(envelope, e.seq());
                    if (seq != null && seq != e.seq()) {
                        breach(Kind.DOUBLED, party, "got %s as seq %d and as seq %d", envelope, seq, e.seq());
                    }
                    String owner = owners.putIfAbsent(e.seq(), envelope);
                    if (owner != null && !owner.equals(envelope)) {
                        breach(Kind.REORDERED, party, "got seq %d for %s and for %s", e.seq(), owner, envelope);
                    }
                }
            }
        }
    }

    /** Everything delivered was said by the other side, with these bytes; a handshake may be one's own. */
    private void authentic(Party receiver) {
        for (Event event : receiver.events()) {
            if (event instanceof Event.Delivered e) {
                Party sender = parties.get(e.from());
                Party.Said said = sender == null ? null : sender.said().get(e.n());
                if (sender == null || said == null) {
                    breach(Kind.MISDELIVERED, receiver, "got seq %d, %s, which nobody said", e.seq(), named(e));
                    continue;
                }
                Long sentAt = sender.sentAt(e.n());
                if (sentAt == null || sentAt > e.at()) {
                    breach(Kind.MISDELIVERED, receiver, "got seq %d, %s, before it was sent", e.seq(), named(e));
                }
                if (!said.hash().equals(e.hash()) || said.handshake() != e.handshake()) {
                    breach(Kind.MISDELIVERED, receiver, "got seq %d, %s, with other bytes", e.seq(), named(e));
                }
                if (sender == receiver && !e.handshake()) {
                    breach(Kind.MISDELIVERED, receiver, "got seq %d, %s, its own", e.seq(), named(e));
                }
            }
        }
    }

    /** Seqs rise; the n of each sender go up by one, among handshakes for one's own. */
    private void onceAndInOrder(Party receiver) {
        long lastSeq = 0;
        Map<String, Long> lastN = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Event.Delivered e : receiver.presented()) {
            boolean own = e.from().equals(receiver.side());
            long before = lastN.getOrDefault(e.from(), 0L);
            if (!seen.add(named(e))) {
                breach(Kind.DOUBLED, receiver, "was given %s again, as seq %d", named(e), e.seq());
            } else if (e.n() < before || (!own && e.n() != before + 1)) {
                breach(Kind.REORDERED, receiver, "was given %s behind n %d", named(e), before);
            } else if (e.seq() <= lastSeq) {
                breach(Kind.REORDERED, receiver, "was given seq %d behind seq %d", e.seq(), lastSeq);
            }
            lastSeq = Math.max(lastSeq, e.seq());
            lastN.merge(e.from(), e.n(), Math::max);
        }
    }

    /** Everything accepted was given to the receiver, handshakes to their sender as well; nothing is left over. */
    private void complete(Party sender, Party receiver) {
        Set<Long> arrived = presentedNs(receiver, sender);
        Set<Long> echoed = presentedNs(sender, sender);
        for (long n = 1; n <= sender.accepted(); n++) {
            Party.Said said = sender.said().get(n);
            if (said == null) {
                breach(Kind.UNTRUE, sender, "was told that n %d is accepted, and never said it", n);
            } else if (!arrived.contains(n)) {
                breach(Kind.LOST, sender, "n %d was accepted and never reached the other side", n);
            } else if (said.handshake() && !echoed.contains(n)) {
                breach(Kind.LOST, sender, "n %d, a handshake, was accepted and never came back to it", n);
            }
        }
        Boolean drained = sender.drained();
        if (drained == null) {
            breach(Kind.STUCK, sender, "has a history that breaks off");
        } else if (!drained) {
            breach(Kind.STUCK, sender, "had not heard at the end that all is accepted and delivered");
        } else if (sender.said().size() > sender.accepted()) {
            breach(
                    Kind.STUCK,
                    sender,
                    "said %d, of which %d were accepted",
                    sender.said().size(),
                    sender.accepted());
        }
    }

    private static Set<Long> presentedNs(Party receiver, Party sender) {
        Set<Long> ns = new HashSet<>();
        for (Event.Delivered e : receiver.presented()) {
            if (e.from().equals(sender.side())) {
                ns.add(e.n());
            }
        }
        return ns;
    }

    /** What a side is told never goes back, never runs ahead of what it sent, and of what its peer acknowledged. */
    private void numbersHold(Party party, Party peer) {
        long sent = 0;
        long accepted = 0;
        long delivered = 0;
        long acked = 0;
        for (Event event : party.events()) {
            switch (event) {
                case Event.Sent e -> sent = Math.max(sent, e.n());
                case Event.Accepted e -> {
                    sentBefore(party, e.n(), sent);
                    accepted = Math.max(accepted, e.n());
                }
                case Event.Ticked e -> {
                    tickIsTrue(party, peer, e.n(), e.at());
                    delivered = Math.max(delivered, e.n());
                }
                case Event.Ready e -> {
                    sentBefore(party, e.accepted(), sent);
                    if (e.accepted() < accepted || e.delivered() < delivered || e.acked() < acked) {
                        breach(
                                Kind.UNTRUE,
                                party,
                                "had been told accepted %d, delivered %d, acked %d, and ready says %d, %d, %d",
                                accepted,
                                delivered,
                                acked,
                                e.accepted(),
                                e.delivered(),
                                e.acked());
                    }
                    tickIsTrue(party, peer, e.delivered(), e.at());
                    Long ackedAt = party.ackedAt(e.acked());
                    if (e.acked() > 0 && (ackedAt == null || ackedAt > e.at())) {
                        breach(Kind.UNTRUE, party, "never acknowledged seq %d, and ready says so", e.acked());
                    }
                    accepted = Math.max(accepted, e.accepted());
                    delivered = Math.max(delivered, e.delivered());
                    acked = Math.max(acked, e.acked());
                }
                default -> {
                    // says no number
                }
            }
        }
    }

    private void sentBefore(Party party, long n, long sent) {
        if (n > sent) {
            breach(Kind.UNTRUE, party, "was told that n %d is accepted when it had sent up to %d", n, sent);
        }
    }

    private void tickIsTrue(Party sender, Party receiver, long n, long at) {
        if (n == 0) {
            return;
        }
        Long seq = seqs.get(envelope(sender.side(), n));
        Long ackedAt = seq == null ? null : receiver.ackedAt(seq);
        if (ackedAt == null || ackedAt > at) {
            breach(Kind.UNTRUE, sender, "was told that n %d is delivered, which nobody had acknowledged", n);
        }
    }

    /** What {@code ready}, or the peer's tick before the connect, showed to be acknowledged is not delivered again. */
    private void nothingReturns(Party receiver, Party peer) {
        NavigableMap<Long, Long> settledAt = new TreeMap<>();
        long highest = 0;
        for (Event event : peer.events()) {
            if (event instanceof Event.Ticked tick) {
                Long seq = seqs.get(envelope(peer.side(), tick.n()));
                highest = Math.max(highest, seq == null ? 0 : seq);
                settledAt.put(tick.at(), highest);
            }
        }
        long floor = 0;
        for (Event event : receiver.events()) {
            switch (event) {
                case Event.Connecting e -> {
                    Map.Entry<Long, Long> settled = settledAt.lowerEntry(e.at());
                    floor = Math.max(floor, settled == null ? 0 : settled.getValue());
                }
                case Event.Ready e -> floor = Math.max(floor, e.acked());
                case Event.Delivered e -> {
                    if (e.seq() <= floor) {
                        breach(Kind.RETURNED, receiver, "got seq %d, acknowledged up to %d before", e.seq(), floor);
                    }
                }
                default -> {
                    // neither settles nor delivers
                }
            }
        }
    }

    private static String named(Event.Delivered e) {
        return envelope(e.from(), e.n());
    }

    private static String envelope(String from, long n) {
        return from + "'s n " + n;
    }
}
