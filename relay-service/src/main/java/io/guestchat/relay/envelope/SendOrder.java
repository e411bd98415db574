package io.guestchat.relay.envelope;

/**
 * Which n of one side of a conversation comes next on one socket, and up to where the log has confirmed. The log's own order
 * is settled by the materialiser; this makes sure that {@code accepted} is only said of what the materialiser will take.
 *
 * <p>After a failed append its outcome is unknown, and so is the fate of what was appended behind it: all of it counts as
 * refused until it is sent again from there. Appends carry an epoch, so that a late answer to one of those is told from the
 * answer to its repetition.
 */
public final class SendOrder {
    /** What to do with a send. */
    public sealed interface Decision permits Append, Accepted, Pending, Gap {}

    /** It comes next. */
    public record Append() implements Decision {}

    /** It was accepted before. */
    public record Accepted() implements Decision {}

    /** It is on its way to the log; the confirmation of that will answer this one too. */
    public record Pending() implements Decision {}

    public record Gap(long expected) implements Decision {}

    private static final Append APPEND = new Append();
    private static final Accepted ACCEPTED = new Accepted();
    private static final Pending PENDING = new Pending();

    private long accepted;
    private long next;
    private int epoch;
    private long failedFrom = Long.MAX_VALUE;

    /** @param accepted highest n accepted so far */
    public SendOrder(long accepted) {
        this.accepted = accepted;
        this.next = accepted + 1;
    }

    /** Looks only: nothing changes until {@link #appending}. */
    public Decision offer(long n) {
        if (n <= accepted) {
            return ACCEPTED;
        }
        if (n < next) {
            return PENDING;
        }
        return n == next ? APPEND : new Gap(next);
    }

    /**
     * The next n goes to the log.
     *
     * @return the epoch to hand back with the outcome
     */
    public int appending() {
        next++;
        return epoch;
    }

    /**
     * The log has n.
     *
     * @return whether it is accepted: not, if something before it failed
     */
    public boolean confirmed(long n, int appendEpoch) {
        if (isStale(n, appendEpoch)) {
            return false;
        }
        if (n != accepted + 1) {
            failed(n, appendEpoch);
            return false;
        }
        accepted = n;
        return true;
    }

    /** Whether the log has n is unknown: it is next again. */
    public void failed(long n, int appendEpoch) {
        if (!isStale(n, appendEpoch)) {
            failedFrom = n;
            next = n;
            epoch++;
        }
    }

    private boolean isStale(long n, int appendEpoch) {
        return appendEpoch != epoch && n >= failedFrom;
    }

    /** Highest n accepted. */
    public long accepted() {
        return accepted;
    }
}
