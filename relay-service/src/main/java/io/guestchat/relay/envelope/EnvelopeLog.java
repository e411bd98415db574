package io.guestchat.relay.envelope;

import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Slot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** The log of envelopes, for those who append to it. */
@ApplicationScoped
public class EnvelopeLog {
    private final LogAppender log;
    private final Counter appended;
    private final Timer append;

    private final Counter failed;

    EnvelopeLog(LogAppender log, MeterRegistry metrics) {
        this.log = log;
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
        log.append(LogTopic.ENVELOPES.topic(), slot, conversation.value(), value, failure -> {
            (failure == null ? appended : failed).increment();
            if (timed && failure == null) {
                append.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
            }
            outcome.done(failure == null);
        });
    }
}
