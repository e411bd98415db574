package io.guestchat.relay.envelope;

import io.guestchat.protocol.frame.ConversationStatus;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.Side;
import io.guestchat.relay.log.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says of one conversation before the first envelope that somebody has not acknowledged yet. After a loss of Redis that is
 * nearly everything that the log holds: it is summed up here, by the rules of the script, which gets the sum and not the records.
 *
 * <p>The sum holds as long as both sides' highest n are what they were when it was begun: the script makes sure. Acknowledgements only
 * grow, and an ended conversation stays ended.
 */
final class Digest {
    /** Arguments of the script for each conversation. */
    static final int ARGUMENTS = 10;
    /** The first of them, for a conversation of which there is no digest. */
    private static final String NONE = "-";

    private final boolean open;
    private final boolean anyMayBeFirst;
    private final long[] before;
    private final long[] n;
    private final long[] acknowledged;
    private final long[] last;
    private final long[] delivered;
    private final long[] rested;
    private final long sendMs;
    private final long burstMs;
    private boolean stopped;
    private boolean changed;

    /**
     * Begins one.
     *
     * @param baselineBefore conversations opened before this time, in ms since the epoch, may have lost their first envelopes to
     *     retention
     * @param sendMs in which the rate allows one send
     * @param burstMs in which it allows a whole burst
     * @return null if Redis does not know the conversation
     */
    static @Nullable Digest of(Standing standing, long baselineBefore, long sendMs, long burstMs) {
        return standing.status() == null ? null : new Digest(standing, baselineBefore, sendMs, burstMs);
    }

    private Digest(Standing standing, long baselineBefore, long sendMs, long burstMs) {
        this.open = standing.status() == ConversationStatus.OPEN;
        this.anyMayBeFirst = standing.openedAt() < baselineBefore;
        SideState member = standing.member();
        SideState guest = standing.guest();
        this.before = new long[] {member.n(), guest.n()};
        this.n = before.clone();
        this.acknowledged = new long[] {member.acknowledged(), guest.acknowledged()};
        this.last = new long[] {member.last(), guest.last()};
        this.delivered = new long[] {member.delivered(), guest.delivered()};
        this.rested = new long[] {member.rested(), guest.rested()};
        this.sendMs = sendMs;
        this.burstMs = burstMs;
    }

    /**
     * Takes the next envelope of the conversation in.
     *
     * @return false if Redis has to have this one, and all that follow, as they are
     */
    boolean take(Envelope envelope, long seq) {
        if (stopped) {
            return false;
        }
        int from = index(envelope.from());
        int to = 1 - from;
        if (!open || !expects(from, envelope.n())) {
            return true;
        }
        boolean toBoth = envelope.kind() == Kind.HANDSHAKE;
        if (seq > acknowledged[to] || (toBoth && seq > acknowledged[from])) {
            stopped = true;
            return false;
        }
        n[from] = envelope.n();
        last[to] = seq;
        if (toBoth) {
            last[from] = seq;
        }
        delivered[from] = Math.max(delivered[from], envelope.n());
        rested[from] = Math.min(Math.max(rested[from], envelope.atMs()) + sendMs, envelope.atMs() + burstMs);
        changed = true;
        return true;
    }

    private boolean expects(int from, long next) {
        return n[from] == SideState.NONE ? next == 1 || anyMayBeFirst : next == n[from] + 1;
    }

    /** Whether there is anything to tell the script. */
    boolean isChanged() {
        return changed;
    }

    /** {@value #ARGUMENTS} for the script: both n as they were, then n, last seq, delivered n, and rest, of member and guest. */
    static List<Object> arguments(@Nullable Digest digest) {
        List<Object> arguments = new ArrayList<>(ARGUMENTS);
        if (digest == null || !digest.changed) {
            arguments.add(NONE);
            while (arguments.size() < ARGUMENTS) {
                arguments.add("");
            }
            return arguments;
        }
        for (long[] each : List.of(digest.before, digest.n, digest.last, digest.delivered, digest.rested)) {
            arguments.add(each[0]);
            arguments.add(each[1]);
        }
        return arguments;
    }

    /** In the order of {@link Slot#letter}s m and g. */
    private static int index(Side side) {
        return side == Side.MEMBER ? 0 : 1;
    }
}
