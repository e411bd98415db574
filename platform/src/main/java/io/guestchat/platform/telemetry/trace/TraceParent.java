package io.guestchat.platform.telemetry.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The header of a record that says in which trace it was written. It alone is written: {@code tracestate} and {@code baggage} are
 * whatever a caller put into his request, and would be kept as long as the record.
 */
final class TraceParent {
    private static final String NAME = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private TraceParent() {}

    /** Writes nothing for a trace that is not sampled. */
    static void write(Span span, Headers headers) {
        if (span.getSpanContext().isSampled()) {
            W3C.inject(Context.root().with(span), headers, (carrier, name, value) -> {
                if (carrier != null && name.equals(NAME)) {
                    carrier.remove(NAME).add(NAME, value.getBytes(US_ASCII));
                }
            });
        }
    }

    /** What to be a child of, or null if the record was not written in a sampled trace. */
    static @Nullable Context read(Headers headers) {
        if (headers.lastHeader(NAME) == null) {
            return null;
        }
        Context written = W3C.extract(Context.root(), headers, new Reading());
        return Span.fromContext(written).getSpanContext().isSampled() ? written : null;
    }

    private static final class Reading implements TextMapGetter<Headers> {
        @Override
        public Iterable<String> keys(Headers carrier) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable Headers carrier, String key) {
            Header header = carrier == null || !key.equals(NAME) ? null : carrier.lastHeader(NAME);
            return header == null || header.value() == null ? null : new String(header.value(), US_ASCII);
        }
    }
}
