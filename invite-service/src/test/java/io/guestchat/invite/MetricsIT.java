package io.guestchat.invite;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's dashboards rely on. */
@QuarkusTest
class MetricsIT extends InviteService {
    private final String id = Samples.inviteId();
    private final String member = Samples.memberId();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guestchat_invite_mints_total{outcome=\"created\"}",
                "guestchat_invite_mints_total{outcome=\"repeated\"}",
                "guestchat_invite_revocations_total",
                "guestchat_invite_refusals_total{code=\"not-found\"}",
                "guestchat_invite_refusals_total{code=\"unauthenticated\"}",
                "guestchat_invite_view_lag_seconds_count"
            })
    void countsWhatIsAskedFor(String meter) {
        // When
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        ACME.put(id, Samples.body(member)).then().statusCode(200);
        ACME.delete(id).then().statusCode(204);
        ACME.get(Samples.inviteId()).then().statusCode(404);
        given().get("/v1/invites").then().statusCode(401);

        // Then
        Eventually.holds(() -> metrics(meter));
    }

    @Test
    void countsWhatTimeDoes() {
        // When
        Log.write(Samples.record(id, ACME, member, Duration.ofMinutes(59)));

        // Then
        Eventually.holds(() -> metrics("guestchat_invite_due_total{done=\"expired\"}"));
    }

    private static void metrics(String meter) {
        String all = given().port(managementPort()).get("/q/metrics").asString();
        assertTrue(all.contains(meter), () -> "no " + meter);
    }
}
