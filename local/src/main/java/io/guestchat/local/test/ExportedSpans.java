package io.guestchat.local.test;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.stream.Stream;

/** The spans that a service under test has exported, and how they hang together. */
public final class ExportedSpans {
    private final InMemorySpanExporter exported;

    public ExportedSpans(InMemorySpanExporter exported) {
        this.exported = exported;
    }

    /** The one of this kind and name. */
    public SpanData only(SpanKind kind, String name) {
        List<SpanData> found = named(kind, name).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + name + " in " + exported.getFinishedSpanItems());
        }
        return found.getFirst();
    }

    /** One of this kind and name right under another. */
    public SpanData child(SpanData parent, SpanKind kind, String name) {
        return named(kind, name)
                .filter(span -> span.getTraceId().equals(parent.getTraceId()))
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no " + name + " under " + parent.getName() + " in " + exported.getFinishedSpanItems()));
    }

    /** Fails if any span has one of these in its name, its attributes or its events. */
    public void requireSilenceOn(List<String> secrets) {
        for (SpanData span : exported.getFinishedSpanItems()) {
            String said = span.getName() + span.getAttributes() + span.getEvents();
            for (String secret : secrets) {
                if (said.contains(secret)) {
                    throw new AssertionError(secret + " in " + span);
                }
            }
        }
    }

    private Stream<SpanData> named(SpanKind kind, String name) {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == kind && span.getName().equals(name));
    }
}
