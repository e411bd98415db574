package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.relay.envelope.Envelope;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.mailbox.Mailboxes;
import io.guestchat.relay.mailbox.Wake;
import java.util.List;

/**
 * One side's mailbox on one socket: what was written out, what was acknowledged. A wake-up that continues where the socket
 * stands goes straight out; anything else makes it read the mailbox, and so does room on a socket that was full.
 */
final class Receiving {
    private static final int READ_AT_ONCE = 64;

    private final Binding binding;
    /** Highest seq written to this socket. */
    private long sent;

    private long acked;
    private boolean reading;
    /** There may be more in the mailbox than what is being read. */
    private boolean again;
    /** The mailbox is to be read once the socket has room, or Redis is back. */
    private boolean behind;

    private long peerSeq;
    private long peerN;
    /** The acknowledgement that the log is to have; what it has is {@code acknowledged}. */
    private long toAcknowledge;

    private long acknowledged;
    /** What is on its way to the log; 0 if nothing is. */
    private long acknowledging;

    private long ownN;

    Receiving(Binding binding, long acked) {
        this.binding = binding;
        this.sent = acked;
        this.acked = acked;
        this.acknowledged = acked;
        this.toAcknowledge = acked;
    }

    long sent() {
        return sent;
    }

    void arrived(Wake.Arrived wake) {
        if (wake.seq() <= sent) {
            return; // told again by a view that is being rebuilt
        }
        if (wake.previous() > sent
                || reading
                || behind
                || binding.connection().out().isFull()) {
            more();
        } else {
            binding.rooms().traffic.passedOn(wake.seq(), wake.envelope());
            deliver(wake.seq(), wake.envelope());
        }
    }

    /** Reads the mailbox from where the socket stands. */
    void more() {
        if (reading) {
            again = true;
            return;
        }
        if (binding.connection().out().isFull()) {
            behind = true;
            return;
        }
        reading = true;
        again = false;
        behind = false;
        binding.connection()
                .on(
                        binding.rooms()
                                .mailboxes
                                .read(binding.slot(), binding.id(), binding.side(), sent, READ_AT_ONCE),
                        this::read,
                        e -> {
                            reading = false;
                            behind = true;
                        });
    }

    private void read(List<Mailboxes.Waiting> waiting) {
        reading = false;
        for (Mailboxes.Waiting next : waiting) {
            if (binding.connection().out().isFull()) {
                behind = true;
                return;
            }
            deliver(next.seq(), next.envelope());
        }
        if (again || waiting.size() == READ_AT_ONCE) {
            more();
        }
    }

    private void deliver(long seq, Envelope envelope) {
        sent = seq;
        if (envelope.from() != binding.side()) {
            peerSeq = seq;
            peerN = envelope.n();
        }
        binding.rooms().traffic.delivered();
        binding.connection().out().deliver(binding.id(), seq, envelope);
    }

    void roomAgain() {
        if (behind) {
            more();
        }
    }

    /** What failed for want of Redis or Kafka is tried again. */
    void tick() {
        roomAgain();
        append();
    }

    /** @param accepted the side's own highest accepted n */
    void acknowledge(long seq, long accepted) {
        if (seq > sent) {
            binding.connection().close(CloseCode.FORBIDDEN);
            return;
        }
        if (seq > acked) {
            acked = seq;
            toAcknowledge = seq;
            ownN = accepted;
            append();
        }
    }

    /** One at a time: those that come meanwhile are covered by the next. */
    private void append() {
        if (acknowledging != 0 || toAcknowledge <= acknowledged || !binding.isOpen()) {
            return;
        }
        long seq = toAcknowledge;
        acknowledging = seq;
        append(seq, failure -> binding.connection().later(() -> {
            acknowledging = 0;
            if (failure == null) {
                acknowledged = seq;
                append();
            }
        }));
    }

    private void append(long seq, LogAppender.Outcome outcome) {
        binding.rooms()
                .acknowledgements
                .append(binding.slot(), binding.id(), binding.side(), seq, peerSeq <= seq ? peerN : 0, ownN, outcome);
    }

    /** The socket is about to be gone: what it has acknowledged last is not to come again, and its sender is to be told. */
    void end() {
        if (toAcknowledge > Math.max(acknowledged, acknowledging)) {
            append(toAcknowledge, failure -> {
                // It comes again, which the contract allows.
            });
        }
    }
}
