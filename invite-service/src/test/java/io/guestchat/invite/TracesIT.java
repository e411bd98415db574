package io.guestchat.invite;

import static io.guestchat.invite.world.Tenant.ACME;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.guestchat.local.test.ExportedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service whose operator has turned traces on. */
@QuarkusTest
@TestProfile(TracesIT.On.class)
class TracesIT extends InviteService {
    /** What an operator sets, but for the address: spans stay in memory. */
    public static final class On implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.bsp.schedule.delay", "100ms");
        }
    }

    private static final String SCRIPT = "redis evalsha";

    private final String id = Samples.inviteId();
    private final String member = Samples.memberId();

    @Inject
    InMemorySpanExporter exporter;

    private ExportedSpans exported;

    @BeforeEach
    void forget() {
        exporter.reset();
        exported = new ExportedSpans(exporter);
    }

    @Test
    void oneTraceHoldsAllThatACallCauses() {
        // When
        ACME.put(id, Samples.body(member)).then().statusCode(201);

        // Then
        Eventually.holds(() -> {
            SpanData call = exported.only(SpanKind.SERVER, "PUT /v1/invites/{inviteId}");
            SpanData publish = exported.child(call, SpanKind.PRODUCER, "guestchat.invites publish");
            SpanData process = exported.child(publish, SpanKind.CONSUMER, "guestchat.invites process");
            exported.child(call, SpanKind.CLIENT, SCRIPT);
            exported.child(process, SpanKind.CLIENT, SCRIPT);
            exported.child(publish, SpanKind.PRODUCER, "guestchat.events publish");
        });
    }

    @Test
    void theRecordNamesItsTraceAndNothingElse() {
        // When
        ACME.call()
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("tracestate", "caller=said")
                .header("baggage", "caller=said")
                .contentType("application/json")
                .body(Samples.body(member))
                .put("/v1/invites/{id}", id)
                .then()
                .statusCode(201);

        // Then
        Log.headers(id).forEach(headers -> {
            assertEquals(1, headers.toArray().length);
            String parent = new String(headers.lastHeader("traceparent").value(), US_ASCII);
            assertTrue(parent.startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-"), parent);
        });
    }

    @Test
    void noSpanSaysWhoCalledOrWhatWasSent() {
        // When
        String token = ACME.token();
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        ACME.call().queryParam("memberId", member).get("/v1/invites").then().statusCode(200);

        // Then
        AtomicReference<SpanData> listing = new AtomicReference<>();
        Eventually.holds(() -> {
            SpanData call = exported.only(SpanKind.SERVER, "PUT /v1/invites/{inviteId}");
            exported.child(call, SpanKind.PRODUCER, "guestchat.invites publish");
            listing.set(exported.only(SpanKind.SERVER, "GET /v1/invites"));
        });
        for (String key : List.of("client.address", "url.path", "url.query", "user_agent.original")) {
            assertEquals("REDACTED", listing.get().getAttributes().get(AttributeKey.stringKey(key)), key);
        }
        String header = token.substring(0, token.indexOf('.'));
        exported.requireSilenceOn(List.of(id, member, header, "acme", "Apache-HttpClient"));
    }
}
