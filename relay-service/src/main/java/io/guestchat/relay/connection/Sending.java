package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.relay.RelayLimits;
import io.guestchat.relay.conversation.ConversationState;
import io.guestchat.relay.envelope.SendOrder;
import io.guestchat.relay.mailbox.Fill;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One side's sends into one conversation, on one socket: checked, appended to the log, confirmed. */
final class Sending {
    private final Binding binding;
    private final SendOrder order;
    private final long rested;
    private long delivered;
    private @Nullable Bucket bucket;
    /** As {@link System#nanoTime}, or null as long as this socket has told nobody that the conversation is alive. */
    private @Nullable Long reportedAt;
    /** What waits for the peer, as far as is known here; null until it has been read. */
    private @Nullable Fill peerMailbox;

    Sending(Binding binding, ConversationState state) {
        this.binding = binding;
        this.order = new SendOrder(state.accepted());
        this.rested = state.rested();
        this.delivered = state.delivered();
    }

    long accepted() {
        return order.accepted();
    }

    void send(ClientFrame.Send frame) {
        if (!binding.isOpen()) {
            refuse(ErrorCode.NOT_OPEN, "the conversation has ended", frame.n());
            return;
        }
        if (isNext(frame.n())) {
            check(frame);
        }
    }

    /** Answers one that is not. */
    private boolean isNext(long n) {
        switch (order.offer(n)) {
            case SendOrder.Append a -> {
                return true;
            }
            case SendOrder.Accepted a -> binding.connection().out().accepted(binding.id(), n);
            case SendOrder.Pending p -> {
                // its confirmation is on its way
            }
            case SendOrder.Gap gap ->
                binding.error(ErrorCode.N_GAP, "n " + gap.expected() + " comes next", n, gap.expected(), null);
        }
        return false;
    }

    private void check(ClientFrame.Send frame) {
        if (frame.payloadBytes() > Limits.PAYLOAD_BYTES) {
            refuse(ErrorCode.TOO_LARGE, "a payload is at most " + Limits.PAYLOAD_BYTES + " bytes", frame.n());
            return;
        }
        if (!binding.rooms().limited) {
            append(frame);
            return;
        }
        long retryAfter = takeFromBucket();
        if (retryAfter > 0) {
            binding.error(ErrorCode.RATE_LIMITED, "over the rate of sends", frame.n(), null, retryAfter);
            binding.live().refusedForRate();
            return;
        }
        Fill fill = peerMailbox;
        // A handshake goes into the sender's own mailbox too, of which less is known here.
        if (fill != null
                && fill.takes(frame.payloadBytes(), binding.rooms().mailbox)
                && frame.kind() == Kind.APPLICATION) {
            append(frame);
        } else {
            look(frame);
        }
    }

    private long takeFromBucket() {
        long now = System.nanoTime();
        if (bucket == null) {
            long restedIn = TimeUnit.MILLISECONDS.toNanos(rested - System.currentTimeMillis());
            RelayLimits limits = binding.rooms().limits;
            bucket = new Bucket(limits.sendBurst(), limits.sendRate(), restedIn, now);
        }
        return bucket.take(now);
    }

    /** Looks how much waits, before anything else is read from the socket. */
    private void look(ClientFrame.Send frame) {
        Connection connection = binding.connection();
        connection.hold();
        var mailboxes = binding.rooms().mailboxes;
        Future<Fill> peer =
                mailboxes.fill(binding.slot(), binding.id(), binding.side().other());
        Future<Fill> own = frame.kind() == Kind.APPLICATION
                ? Future.succeededFuture(new Fill(0, 0))
                : mailboxes.fill(binding.slot(), binding.id(), binding.side());
        int size = frame.payloadBytes();
        Fill most = binding.rooms().mailbox;
        connection.on(
                Future.join(peer, own),
                v -> {
                    peerMailbox = peer.result();
                    looked(
                            frame,
                            peer.result().takes(size, most) && own.result().takes(size, most));
                    connection.release();
                },
                e -> {
                    // Redis is away, the log is not: what is known from before decides.
                    looked(frame, peerMailbox == null || peerMailbox.takes(size, most));
                    connection.release();
                });
    }

    private void looked(ClientFrame.Send frame, boolean fits) {
        if (!isNext(frame.n())) {
            return; // the one before it failed meanwhile
        }
        if (fits) {
            append(frame);
        } else {
            refuse(ErrorCode.MAILBOX_FULL, "too much waits to be acknowledged", frame.n());
        }
    }

    private void append(ClientFrame.Send frame) {
        long n = frame.n();
        int epoch = order.appending();
        if (peerMailbox != null) {
            peerMailbox = peerMailbox.plus(frame.payloadBytes());
        }
        reportActivity();
        SendWindow window = binding.live().window();
        window.appending();
        binding.rooms()
                .log
                .append(
                        binding.slot(),
                        binding.id(),
                        binding.side(),
                        n,
                        frame.kind(),
                        frame.payload(),
                        confirmed -> binding.connection().later(() -> {
                            window.answered();
                            answered(n, epoch, confirmed);
                        }));
    }

    private void reportActivity() {
        long now = System.nanoTime();
        if (reportedAt == null || now - reportedAt >= Limits.ACTIVITY_GRAIN.toNanos()) {
            reportedAt = now;
            binding.rooms().activity.report(binding.slot(), binding.id());
        }
    }

    private void answered(long n, int epoch, boolean confirmed) {
        if (!confirmed) {
            order.failed(n, epoch);
        }
        if (confirmed && order.confirmed(n, epoch)) {
            binding.rooms().traffic.accepted();
            binding.connection().out().accepted(binding.id(), n);
        } else {
            refuse(ErrorCode.UNAVAILABLE, "the log did not confirm it; send it again", n);
        }
    }

    void delivered(long n) {
        if (n > delivered) {
            delivered = n;
            binding.connection().out().delivered(binding.id(), n);
        }
    }

    void filled(Fill fill) {
        peerMailbox = fill;
    }

    private void refuse(ErrorCode code, String detail, long n) {
        binding.error(code, detail, n, null, null);
    }
}
