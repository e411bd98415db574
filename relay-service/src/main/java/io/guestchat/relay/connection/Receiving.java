package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.relay.envelope.Envelope;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.mailbox.Acknowledgement;
import io.guestchat.relay.mailbox.Mailboxes;
import io.guestchat.relay.mailbox.Wake;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** What was written to this socket and is not acknowledged; null while there is nothing, as there is on most sockets. */
    private @Nullable Deque<Outstanding> outstanding;
    /** The highest n of the peer that was acknowledged on this socket. */
    private long peerN;
    /** Of payloads, acknowledged and not on their way to the log. */
    private long bytes;
    /** The acknowledgement that the log is to have; what it has is {@code acknowledged}. */
    private long toAcknowledge;

    private long acknowledged;
    /** What is on its way to the log; 0 if nothing is. */
    private long acknowledging;

    private long ownN;

    /** @param peerN 0 of the side's own handshake */
    private record Outstanding(long seq, long peerN, int bytes) {}

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
        if (outstanding == null) {
            outstanding = new ArrayDeque<>();
        }
        outstanding.add(new Outstanding(seq, envelope.from() == binding.side() ? 0 : envelope.n(), envelope.size()));
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
            settle(seq);
            append();
        }
    }

    private void settle(long seq) {
        while (outstanding != null && outstanding.getFirst().seq() <= seq) {
            Outstanding settled = outstanding.removeFirst();
            peerN = Math.max(peerN, settled.peerN());
            bytes += settled.bytes();
            if (outstanding.isEmpty()) {
                outstanding = null;
            }
        }
    }

    /** One at a time: those that come meanwhile are covered by the next. */
    private void append() {
        if (acknowledging != 0 || toAcknowledge <= acknowledged || !binding.isOpen()) {
            return;
        }
        long seq = toAcknowledge;
        long covered = bytes;
        acknowledging = seq;
        append(seq, failure -> binding.connection().later(() -> {
            acknowledging = 0;
            if (failure == null) {
                acknowledged = seq;
                append();
            } else {
                bytes += covered;
            }
        }));
    }

    private void append(long seq, LogAppender.Outcome outcome) {
        Acknowledgement acknowledgement = new Acknowledgement(binding.id(), binding.side(), seq, peerN, ownN, bytes);
        bytes = 0;
        binding.rooms().acknowledgements.append(binding.slot(), acknowledgement, outcome);
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
