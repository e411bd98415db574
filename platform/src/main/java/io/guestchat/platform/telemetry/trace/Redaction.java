package io.guestchat.platform.telemetry.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Takes out of spans what the framework's instrumentation of HTTP says of the caller, and what the caller wrote into the address: which
 * call it was is in {@code http.route}. An attribute cannot be removed, so it says that it was there.
 */
@Singleton
final class Redaction implements SpanProcessor {
    private static final String REDACTED = "REDACTED";
    private static final List<AttributeKey<String>> CALLERS = List.of(
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"),
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.query"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (AttributeKey<String> key : CALLERS) {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, REDACTED);
            }
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // Nothing is exported from here.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
