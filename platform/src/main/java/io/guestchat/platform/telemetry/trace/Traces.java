package io.guestchat.platform.telemetry.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans. Off, or in a service without OpenTelemetry, each call is what it wraps and one comparison.
 *
 * <p>Whether traces are on is asked of the configuration: OpenTelemetry's own answer, when it is disabled, is a tracer whose spans go
 * nowhere, but that look sampled and would be written into records.
 */
@ApplicationScoped
public class Traces {
    private final boolean on;
    private final Tracer tracer;

    @Inject
    Traces(
            Instance<OpenTelemetry> telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
        this(!disabled && telemetry.isResolvable() ? telemetry.get() : null);
    }

    /** @param telemetry null for no traces */
    Traces(@Nullable OpenTelemetry telemetry) {
        this.on = telemetry != null;
        this.tracer = (telemetry != null ? telemetry : OpenTelemetry.noop()).getTracer("io.guestchat");
    }

    /** Writes a record, with a {@code traceparent} in its headers if the trace is sampled. */
    public <K, V, T> Uni<T> publish(ProducerRecord<K, V> record, Function<ProducerRecord<K, V>, Uni<T>> sending) {
        return on ? traced(Context::current, record, sending) : sending.apply(record);
    }

    /**
     * Writes a record that follows from another, within the trace in which that was written. Was it written in none, or in one that
     * is not sampled, then so is this.
     *
     * @param cause headers of the other
     */
    public <K, V, T> Uni<T> publishWithin(
            Headers cause, ProducerRecord<K, V> record, Function<ProducerRecord<K, V>, Uni<T>> sending) {
        Context written = on ? TraceParent.read(cause) : null;
        return written != null ? traced(() -> written, record, sending) : sending.apply(record);
    }

    private <K, V, T> Uni<T> traced(
            Supplier<Context> parent, ProducerRecord<K, V> record, Function<ProducerRecord<K, V>, Uni<T>> sending) {
        return Uni.createFrom().deferred(() -> {
            Span span = messaging(SpanKind.PRODUCER, record.topic(), "publish", "send")
                    .setParent(parent.get())
                    .startSpan();
            // A copy for each attempt: the headers of a record that was sent cannot be changed.
            ProducerRecord<K, V> traced = new ProducerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    record.headers());
            TraceParent.write(span, traced.headers());
            return sending.apply(traced).onTermination().invoke((sent, failure, cancelled) -> end(span, failure));
        });
    }

    /**
     * Applies a part of a batch: a span for each record that was written in a sampled trace, within that trace. What is sent to Redis
     * for all of them at once appears in the first one's trace, to which the others' spans are linked.
     */
    public <T> Future<T> process(List<ConsumerRecord<String, byte[]>> part, Supplier<Future<T>> applying) {
        List<Span> spans = on ? processing(part) : List.of();
        if (spans.isEmpty()) {
            return applying.get();
        }
        try (Scope scope = Context.root().with(spans.getFirst()).makeCurrent()) {
            return applying.get().onComplete(done -> spans.forEach(span -> end(span, done.cause())));
        }
    }

    /**
     * Sends a command, or several, or a script. There is a span only within a trace: what services ask Redis by themselves, every
     * second, would drown what they are asked.
     *
     * @param operation the command's name, without its arguments
     */
    public <T> Future<T> redis(Object operation, Supplier<Future<T>> sending) {
        if (!on || !Span.current().getSpanContext().isSampled()) {
            return sending.get();
        }
        Span span = tracer.spanBuilder("redis " + operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", "redis")
                .setAttribute("db.operation.name", operation.toString())
                .startSpan();
        return sending.get().onComplete(done -> end(span, done.cause()));
    }

    /** For what is called back: it belongs to the trace of now. */
    public <A, B> Function<A, B> here(Function<A, B> later) {
        return on ? Context.current().wrapFunction(later) : later;
    }

    private List<Span> processing(List<ConsumerRecord<String, byte[]>> part) {
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : part) {
            Context written = TraceParent.read(record.headers());
            if (written == null) {
                continue;
            }
            SpanBuilder span = messaging(SpanKind.CONSUMER, record.topic(), "process", "process")
                    .setParent(written)
                    .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                    .setAttribute("messaging.kafka.offset", record.offset());
            if (!spans.isEmpty()) {
                span.addLink(spans.getFirst().getSpanContext());
            }
            spans.add(span.startSpan());
        }
        return spans;
    }

    private SpanBuilder messaging(SpanKind kind, String topic, String operation, String type) {
        return tracer.spanBuilder(topic + " " + operation)
                .setSpanKind(kind)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.operation.name", operation)
                .setAttribute("messaging.operation.type", type);
    }

    /** A failure by its class only: its message may repeat what was sent. */
    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute("error.type", failure.getClass().getName());
        }
        span.end();
    }
}
