package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.ExportedSpans;
import io.guestchat.local.test.SuiteInfrastructure;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service whose operator has turned traces on. */
@QuarkusTest
@TestProfile(TracesIT.On.class)
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class TracesIT {
    /** What an operator sets, but for the address: spans stay in memory. */
    public static final class On implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.bsp.schedule.delay", "100ms");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SCRIPT = "redis evalsha";
    private static final String REDEMPTION = "POST /v1/sessions";

    private final Browser guest = new Browser();
    private final Link link = Log.invite();

    @Inject
    InMemorySpanExporter exporter;

    private ExportedSpans exported;

    @BeforeEach
    void forget() {
        guest.nonce();
        exporter.reset();
        exported = new ExportedSpans(exporter);
    }

    @Test
    void oneTraceHoldsAllThatARedemptionCauses() {
        // When
        guest.redeem(link).then().statusCode(201);

        // Then
        Eventually.passes(PATIENCE, () -> {
            SpanData call = exported.only(SpanKind.SERVER, REDEMPTION);
            exported.child(call, SpanKind.CLIENT, SCRIPT);
            SpanData publish = exported.child(call, SpanKind.PRODUCER, "guestchat.sessions publish");
            SpanData process = exported.child(publish, SpanKind.CONSUMER, "guestchat.sessions process");
            exported.child(process, SpanKind.CLIENT, SCRIPT);
            exported.child(publish, SpanKind.PRODUCER, "guestchat.events publish");
        });
    }

    @Test
    void whatIsToldOfARefusalIsInTheTraceOfTheCall() {
        // Given
        guest.redeem(link).then().statusCode(201);
        Browser another = new Browser();
        another.nonce();
        Eventually.passes(PATIENCE, () -> {
            exported.only(SpanKind.SERVER, REDEMPTION); // exported on its own, later perhaps
            exported.only(SpanKind.PRODUCER, "guestchat.events publish");
        });
        exporter.reset();

        // When
        another.redeem(link).then().statusCode(410);

        // Then
        Eventually.passes(PATIENCE, () -> {
            SpanData call = exported.only(SpanKind.SERVER, REDEMPTION);
            exported.child(call, SpanKind.PRODUCER, "guestchat.events publish");
        });
    }

    @Test
    void noSpanSaysWhoCalledOrWhatWasSent() {
        // When
        Response redeemed = guest.redeem(link);
        String session = redeemed.path("sessionId");
        String token = redeemed.path("accessToken");
        guest.read(session, token).then().statusCode(200);
        guest.leave(session, token).then().statusCode(204);

        // Then
        Eventually.passes(PATIENCE, () -> {
            SpanData call = exported.only(SpanKind.SERVER, "DELETE /v1/sessions/{id}");
            exported.child(call, SpanKind.PRODUCER, "guestchat.sessions publish");
            for (String key : List.of("client.address", "url.path", "user_agent.original")) {
                assertEquals("REDACTED", call.getAttributes().get(AttributeKey.stringKey(key)), key);
            }
        });
        exported.requireSilenceOn(List.of(
                link.id().value(),
                link.claim(),
                link.tenant(),
                signature(link.token()),
                session,
                signature(token),
                guest.jkt(),
                "Apache-HttpClient"));
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
