package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.relay.envelope.Envelope;
import io.guestchat.relay.envelope.Sampling;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What went through this node's sockets, for the metrics. */
@ApplicationScoped
public class Traffic {
    /** What may be said to who asks for a connection; each is counted from the start, so that a first one shows. */
    private static final Set<ProblemCode> REFUSALS = EnumSet.of(
            ProblemCode.MALFORMED,
            ProblemCode.FORBIDDEN,
            ProblemCode.METHOD_NOT_ALLOWED,
            ProblemCode.RATE_LIMITED,
            ProblemCode.UNAVAILABLE);

    private final Counter ready;
    private final Counter accepted;
    private final Counter delivered;
    private final Timer delivery;
    private final Map<ProblemCode, Counter> refused = new EnumMap<>(ProblemCode.class);
    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);

    Traffic(MeterRegistry metrics) {
        this.ready = metrics.counter("guestchat.relay.connections.ready");
        this.accepted = metrics.counter("guestchat.relay.envelopes.accepted");
        this.delivered = metrics.counter("guestchat.relay.envelopes.delivered");
        this.delivery = metrics.timer("guestchat.relay.delivery");
        for (ProblemCode code : REFUSALS) {
            refused.put(code, metrics.counter("guestchat.relay.handshakes.refused", "code", code.code()));
        }
        for (CloseCode code : CloseCode.values()) {
            closed.put(
                    code, metrics.counter("guestchat.relay.connections.closed", "code", Short.toString(code.code())));
        }
    }

    void ready() {
        ready.increment();
    }

    void accepted() {
        accepted.increment();
    }

    void delivered() {
        delivered.increment();
    }

    /** Straight to a socket that has all that came before; what waited for somebody to come back is not among these. */
    void passedOn(long seq, Envelope envelope) {
        if (Sampling.takes(seq)) {
            delivery.record(Math.max(0, System.currentTimeMillis() - envelope.atMs()), TimeUnit.MILLISECONDS);
        }
    }

    /** Before there was a socket. */
    void refused(ProblemCode code) {
        count(refused, code);
    }

    void closed(CloseCode code) {
        count(closed, code);
    }

    private static <C> void count(Map<C, Counter> counters, C code) {
        Counter counter = counters.get(code);
        if (counter != null) {
            counter.increment();
        }
    }
}
