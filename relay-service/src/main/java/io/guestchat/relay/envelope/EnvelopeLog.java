package io.guestchat.relay.envelope;

import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.log.Gathering;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Slot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** The log of envelopes, for those who append to it. */
@ApplicationScoped
public class EnvelopeLog {
    /** So long the first of a batch waits for others when there are few, … */
    private static final long SHORTEST_MS = 3;
    /** … and so long when there are many: what a message costs falls with the size of its batch. */
    private static final long LONGEST_MS = 20;
    /** As many of the last batch make the next wait a millisecond longer. */
    private static final int FEW = 6;

    private final Gathering gathering;
    private final Counter appended;
    private final Timer append;
    private final Counter failed;

    EnvelopeLog(LogAppender log, Vertx vertx, MeterRegistry metrics) {
        this.gathering =
                new Gathering(vertx, log, LogTopic.ENVELOPES, last -> Math.min(LONGEST_MS, SHORTEST_MS + last / FEW));
        this.appended = metrics.counter("guestchat.relay.envelopes.appended");
        this.append = metrics.timer("guestchat.relay.append");
        this.failed = metrics.counter("guestchat.relay.envelopes.failed");
    }

    /** Called once, on a foreign thread: must not block. */
    @FunctionalInterface
    public interface Outcome {
        /** @param confirmed false: whether the log has it is unknown */
        void done(boolean confirmed);
    }

    /** Appends an envelope; in the order of the calls for one conversation. */
    public void append(
            Slot slot, ConversationId conversation, Side from, long n, Kind kind, String payload, Outcome outcome) {
        byte[] value = Envelope.write(from, n, kind, payload, System.currentTimeMillis());
        boolean timed = Sampling.takes(n + slot.partition());
        long since = timed ? System.nanoTime() : 0;
        gathering.append(slot, conversation.value(), value, failure -> {
            (failure == null ? appended : failed).increment();
            if (timed && failure == null) {
                append.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
            }
            outcome.done(failure == null);
        });
    }
}
