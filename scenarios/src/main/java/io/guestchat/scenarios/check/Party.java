package io.guestchat.scenarios.check;

import io.guestchat.scenarios.history.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One side of one conversation, as its history tells. */
final class Party {
    /** What was said: under which n, when, and which bytes. */
    record Said(long at, boolean handshake, String hash) {}

    private final String side;
    private final List<Event> events;
    private final Map<Long, Said> said = new HashMap<>();
    private final Map<Long, Long> sentAt = new HashMap<>();
    private final NavigableMap<Long, Long> acceptedAt = new TreeMap<>();
    private final List<Event.Delivered> presented = new ArrayList<>();
    private final List<Long> presentedAt = new ArrayList<>();
    private final Map<Long, Event.Delivered> delivered = new LinkedHashMap<>();
    private final NavigableMap<Long, Long> ackedAt = new TreeMap<>();
    private @Nullable Boolean drained;

    private Party(String side, List<Event> events) {
        this.side = side;
        this.events = events;
        events.forEach(this::take);
    }

    /** Of the client's events, those that concern the conversation. */
    static Party of(String side, String conversation, List<Event> clients) {
        return new Party(
                side,
                clients.stream().filter(event -> concerns(event, conversation)).toList());
    }

    private static boolean concerns(Event event, String conversation) {
        return switch (event) {
            case Event.Ready e -> e.conversation().equals(conversation);
            case Event.Composed e -> e.conversation().equals(conversation);
            case Event.Sent e -> e.conversation().equals(conversation);
            case Event.Accepted e -> e.conversation().equals(conversation);
            case Event.Refused e -> e.conversation().equals(conversation);
            case Event.Delivered e -> e.conversation().equals(conversation);
            case Event.Presented e -> e.conversation().equals(conversation);
            case Event.Acked e -> e.conversation().equals(conversation);
            case Event.Ticked e -> e.conversation().equals(conversation);
            case Event.Began e -> false;
            case Event.Connecting e -> true;
            case Event.Closed e -> true;
            case Event.Drained e -> true;
            case Event.Disturbed e -> false;
            case Event.Repaired e -> false;
        };
    }

    private void take(Event event) {
        switch (event) {
            case Event.Composed e -> said.putIfAbsent(e.n(), new Said(e.at(), e.handshake(), e.hash()));
            case Event.Sent e -> sentAt.putIfAbsent(e.n(), e.at());
            case Event.Accepted e -> note(acceptedAt, e.n(), e.at());
            case Event.Ready e -> note(acceptedAt, e.accepted(), e.at());
            case Event.Delivered e -> delivered.putIfAbsent(e.seq(), e);
            case Event.Presented e -> {
                Event.Delivered envelope = delivered.get(e.seq());
                if (envelope != null) {
                    presented.add(envelope);
                    presentedAt.add(e.at());
                }
            }
            case Event.Acked e -> note(ackedAt, e.seq(), e.at());
            case Event.Drained e -> drained = e.complete();
            default -> {
                // of interest in its place only
            }
        }
    }

    /** Cumulative: keeps the first time at which each number was reached. */
    private static void note(NavigableMap<Long, Long> reachedAt, long number, long at) {
        if (reachedAt.isEmpty() || number > reachedAt.lastKey()) {
            reachedAt.put(number, at);
        }
    }

    private static @Nullable Long first(NavigableMap<Long, Long> reachedAt, long number) {
        Map.Entry<Long, Long> entry = reachedAt.ceilingEntry(number);
        return entry == null ? null : entry.getValue();
    }

    String side() {
        return side;
    }

    List<Event> events() {
        return events;
    }

    Map<Long, Said> said() {
        return said;
    }

    /** When n first went out; null if never. */
    @Nullable
    Long sentAt(long n) {
        return sentAt.get(n);
    }

    /** Highest n accepted; 0 if none. */
    long accepted() {
        return acceptedAt.isEmpty() ? 0 : acceptedAt.lastKey();
    }

    /** When it was first said that n is accepted; null if never. */
    @Nullable
    Long acceptedAt(long n) {
        return first(acceptedAt, n);
    }

    /** What the application was given, in its order. */
    List<Event.Delivered> presented() {
        return presented;
    }

    /** When the application was given the envelope of that index. */
    long presentedAt(int index) {
        return presentedAt.get(index);
    }

    /** When everything up to seq was first acknowledged; null if never. */
    @Nullable
    Long ackedAt(long seq) {
        return first(ackedAt, seq);
    }

    /** Whether all was settled at the end; null if the history breaks off before. */
    @Nullable
    Boolean drained() {
        return drained;
    }
}
