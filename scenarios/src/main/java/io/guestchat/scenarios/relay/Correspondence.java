package io.guestchat.scenarios.relay;

import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a client keeps of one conversation: its outbox, and how far it has stored what came. It survives any number of sockets. */
final class Correspondence {
    /** Of all conversations of a socket together the relay reads 32 ahead. */
    private static final int WINDOW = 8;

    private final ConversationId id;
    private final TreeMap<Long, Outgoing> outbox = new TreeMap<>();
    private long lastN;
    private long accepted;
    private long delivered;
    private long next = 1;
    private long stored;
    private long deliveredHere;
    private long ackedHere;
    private boolean ready;
    private boolean refused;
    private boolean acknowledging;
    private long waitingSince;

    Correspondence(ConversationId id) {
        this.id = id;
    }

    ConversationId id() {
        return id;
    }

    Outgoing compose(Kind kind, String payload) {
        Outgoing outgoing = new Outgoing(++lastN, kind, payload);
        outbox.put(outgoing.n(), outgoing);
        return outgoing;
    }

    /** How much was said that is not known to be accepted. */
    int waiting() {
        return outbox.size();
    }

    /** Whether all that was said has been acknowledged by the peer. */
    boolean allDelivered() {
        return delivered >= lastN;
    }

    /** Never falls. */
    long progress() {
        return accepted + delivered + stored;
    }

    // --- sockets

    void socketEnded() {
        ready = false;
        refused = false;
        deliveredHere = 0;
        ackedHere = 0;
    }

    void ready(RelayFrame.Position position, long now) {
        ready = true;
        next = position.accepted() + 1;
        delivered = Math.max(delivered, position.delivered());
        accepted(position.accepted(), now);
    }

    // --- sending

    /** What may go out next, if anything. */
    @Nullable
    Outgoing take(long now) {
        if (!ready || refused || next > lastN || next - accepted > WINDOW) {
            return null;
        }
        if (next == accepted + 1) {
            waitingSince = now;
        }
        return outbox.get(next++);
    }

    /** Since when the oldest send waits for its answer; {@code now} if none does. */
    long waitingSince(long now) {
        return ready && !refused && next > accepted + 1 ? waitingSince : now;
    }

    void accepted(long n, long now) {
        if (n > accepted) {
            accepted = n;
            waitingSince = now;
            outbox.headMap(n, true).clear();
        }
        next = Math.max(next, accepted + 1);
    }

    /** It, and what was sent behind it, is to be sent again; not before {@link #tryAgain}. */
    boolean refuse(RelayFrame.Error error, long n) {
        long from = error.code() == ErrorCode.N_GAP && error.expected() != null ? Math.min(error.expected(), n) : n;
        next = Math.max(accepted + 1, Math.min(next, from));
        boolean first = !refused;
        refused = true;
        return first;
    }

    void tryAgain() {
        refused = false;
    }

    void delivered(long n) {
        delivered = Math.max(delivered, n);
    }

    // --- receiving

    /** Whether it is new to the application; stored from now on. */
    boolean store(long seq) {
        deliveredHere = Math.max(deliveredHere, seq);
        if (seq <= stored) {
            return false;
        }
        stored = seq;
        return true;
    }

    /** Whether an acknowledgement is to be prepared. */
    boolean startAcknowledging() {
        boolean start = !acknowledging;
        acknowledging = true;
        return start;
    }

    /** The seq to acknowledge now; 0 if none: the relay takes no more than it has sent on this very socket. */
    long acknowledge() {
        acknowledging = false;
        long seq = Math.min(stored, deliveredHere);
        if (!ready || seq <= ackedHere) {
            return 0;
        }
        ackedHere = seq;
        return seq;
    }
}
