package io.guestchat.platform.telemetry.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final String TOPIC = "guestchat.invites";
    private static final String EVENTS = "guestchat.events";

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final Traces traces = new Traces(telemetry(Sampler.alwaysOn()));
    private final Traces unsampled = new Traces(telemetry(Sampler.alwaysOff()));
    private final Traces off = new Traces(null);

    @Test
    void aScriptForManyRecordsIsInTheFirstTraceAndTheOthersAreLinkedToIt() {
        // Given
        List<ConsumerRecord<String, byte[]>> part =
                List.of(written(off, 0), written(traces, 1), written(unsampled, 2), written(traces, 3));

        // When
        traces.process(part, () -> traces.redis("evalsha", () -> Future.succeededFuture(1)));

        // Then
        List<SpanData> published = named("guestchat.invites publish");
        List<SpanData> processed = named("guestchat.invites process");
        assertEquals(2, processed.size());
        for (int i = 0; i < 2; i++) {
            assertEquals(published.get(i).getSpanId(), processed.get(i).getParentSpanId());
            assertEquals(published.get(i).getTraceId(), processed.get(i).getTraceId());
        }
        assertEquals(
                processed.getFirst().getSpanId(),
                named("redis evalsha").getFirst().getParentSpanId());
        assertEquals(
                processed.getFirst().getSpanContext(),
                processed.getLast().getLinks().getFirst().getSpanContext());
    }

    @Test
    void aFailureIsKnownByItsClassOnly() {
        // When
        traces.process(
                List.of(written(traces, 0)),
                () -> traces.redis("get", () -> Future.failedFuture(new IllegalStateException("secret"))));

        // Then
        for (SpanData span : List.of(
                named("redis get").getFirst(),
                named("guestchat.invites process").getFirst())) {
            assertEquals(StatusData.error(), span.getStatus());
            assertEquals(
                    "java.lang.IllegalStateException", span.getAttributes().get(AttributeKey.stringKey("error.type")));
            assertFalse(span.toString().contains("secret"));
        }
    }

    @Test
    void redisHasNoSpanOutsideOfATrace() {
        // When
        traces.redis("mget", () -> Future.succeededFuture(1));

        // Then
        assertEquals(List.of(), exported.getFinishedSpanItems());
    }

    @Test
    void offOrNotSampledLeavesTheRecordAsItIs() {
        // When
        ConsumerRecord<String, byte[]> untraced = written(off, 0);
        ConsumerRecord<String, byte[]> dropped = written(unsampled, 1);

        // Then
        assertNull(untraced.headers().lastHeader("traceparent"));
        assertNull(dropped.headers().lastHeader("traceparent"));
        assertEquals(List.of(), exported.getFinishedSpanItems());
    }

    @Test
    void whatFollowsFromARecordIsInItsTraceOrInNone() {
        // When
        for (ConsumerRecord<String, byte[]> cause :
                List.of(written(traces, 0), written(unsampled, 1), written(off, 2))) {
            traces.publishWithin(cause.headers(), new ProducerRecord<>(EVENTS, new byte[0]), sent -> Uni.createFrom()
                            .item(sent))
                    .await()
                    .indefinitely();
        }

        // Then
        assertEquals(1, named("guestchat.events publish").size());
        assertEquals(
                named("guestchat.invites publish").getFirst().getSpanId(),
                named("guestchat.events publish").getFirst().getParentSpanId());
    }

    private List<SpanData> named(String name) {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    /** A record as it is read, after {@code by} has written it. */
    private static ConsumerRecord<String, byte[]> written(Traces by, long offset) {
        ConsumerRecord<String, byte[]> read = new ConsumerRecord<>(TOPIC, 0, offset, "key", new byte[0]);
        by.publish(new ProducerRecord<>(TOPIC, "key", new byte[0]), sent -> {
                    for (Header header : sent.headers()) {
                        read.headers().add(header);
                    }
                    return Uni.createFrom().voidItem();
                })
                .await()
                .indefinitely();
        return read;
    }

    private OpenTelemetry telemetry(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(exported))
                        .build())
                .build();
    }
}
