package io.guestchat.session;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What is counted, by the names that dashboards know. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class MeasuresIT {
    private final Browser guest = new Browser();
    private final Link link = Log.invite();

    @Test
    void everythingThatHappensIsCountedAndNobodyIsNamed() {
        // Given
        guest.preview(link).then().statusCode(200);
        Problems.check(guest.redeem(link, guest.proof("POST", "/v1/sessions", c -> {})), 401, "use_dpop_nonce");
        Response redeemed = guest.redeem(link);
        redeemed.then().statusCode(201);
        guest.redeem(link).then().statusCode(200);
        Problems.check(new Browser().redeem(link), 410, "invite-used");
        guest.request(link).then().statusCode(202);

        // When
        guest.leave(redeemed.path("sessionId"), redeemed.path("accessToken"))
                .then()
                .statusCode(204);

        // Then
        List<String> counted = List.of(
                "guestchat_session_previews_total{outcome=\"open\"",
                "guestchat_session_redemptions_total{outcome=\"bound\"",
                "guestchat_session_redemptions_total{outcome=\"recovered\"",
                "guestchat_session_redemptions_total{outcome=\"used\"",
                "guestchat_session_refusals_total{reason=\"invite-used\"",
                "guestchat_session_refusals_total{reason=\"use_dpop_nonce\"",
                "guestchat_session_nonce_challenges_total",
                "guestchat_session_proofs_replayed_total",
                "http_server_requests_seconds_bucket{",
                "guestchat_session_link_requests_total",
                "guestchat_session_ends_total{reason=\"left\"");
        Eventually.passes(
                Duration.ofSeconds(20),
                () -> counted.forEach(name -> assertTrue(metrics().contains(name), () -> name)));
        for (String id : List.of(link.id().value(), redeemed.<String>path("sessionId"), "acme", "ana")) {
            assertFalse(metrics().contains("\"" + id + "\""), id);
        }
    }

    private static String metrics() {
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return given().port(management).get("/q/metrics").asString();
    }
}
