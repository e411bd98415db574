package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.CloseCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** What went through this node's sockets, for the metrics. */
@ApplicationScoped
public class Traffic {
    private final Counter ready;
    private final Counter accepted;
    private final Counter delivered;
    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);

    Traffic(MeterRegistry metrics) {
        this.ready = metrics.counter("guestchat.relay.connections.ready");
        this.accepted = metrics.counter("guestchat.relay.envelopes.accepted");
        this.delivered = metrics.counter("guestchat.relay.envelopes.delivered");
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

    void closed(CloseCode code) {
        Counter counter = closed.get(code);
        if (counter != null) {
            counter.increment();
        }
    }
}
