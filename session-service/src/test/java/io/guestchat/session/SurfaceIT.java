package io.guestchat.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP surface itself: bodies, methods, origins, ports. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class SurfaceIT {
    private static final String PREVIEW = "/v1/sessions/preview";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[]",
                "\"text\"",
                "{\"inviteToken\":\"a\",\"claim\":\"b\"} {}",
                "{\"inviteToken\":\"a\",\"claim\":\"b\",\"more\":1}",
                "{\"inviteToken\":\"a\",\"inviteToken\":\"a\",\"claim\":\"b\"}",
                "{\"inviteToken\":1,\"claim\":\"b\"}",
                "{\"inviteToken\":{\"a\":1},\"claim\":\"b\"}",
                "{\"inviteToken\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]],\"claim\":\"b\"}"
            })
    void aBodyThatIsNotTheDocumentedObjectIsMalformed(String body) {
        // When
        Response refused = json().body(body).post(PREVIEW);

        // Then
        Problems.check(refused, 400, "malformed");
    }

    @Test
    void aClaimThatIsMissingOrOfAnotherLengthIsNamed() {
        // Given
        Link link = Log.invite();

        // When
        Response missing =
                json().body("{\"inviteToken\":\"" + link.token() + "\"}").post(PREVIEW);

        // Then
        Problems.check(missing, 422, "invalid");
        missing.then().body("field", equalTo("claim"));
        Problems.check(json().body(link.withClaim("AAAA").body()).post(PREVIEW), 422, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"claim\":\"a\"}", "{\"inviteToken\":null,\"claim\":\"a\"}"})
    void aMissingTokenIsNamed(String body) {
        // When
        Response refused = json().body(body).post(PREVIEW);

        // Then
        Problems.check(refused, 422, "invalid");
        refused.then().body("field", equalTo("inviteToken"));
    }

    @Test
    void theFrameworksOwnRefusalsAreProblemsToo() {
        // Given
        String large = "{\"inviteToken\":\"" + "a".repeat(17 * 1024) + "\",\"claim\":\"b\"}";

        // When
        Response tooLarge = json().body(large).post(PREVIEW);

        // Then
        Problems.check(tooLarge, 413, "too-large");
        Problems.check(given().get("/v1/nothing"), 404, "not-found");
        Problems.check(given().put("/v1/sessions"), 405, "method-not-allowed");
        Problems.check(given().contentType("text/plain").body("x").post(PREVIEW), 415, "unsupported-media-type");
    }

    @Test
    void aPageOfTheConfiguredOriginMayCall() {
        // When
        Response preflight = given().header("Origin", Surroundings.ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,dpop")
                .options("/v1/sessions");

        // Then
        preflight
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", Surroundings.ORIGIN)
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", containsString("dpop"));
        new Browser().preview(Log.invite()).then().header("Access-Control-Allow-Origin", nullValue());
        for (String method : List.of("GET", "DELETE")) {
            given().header("Origin", Surroundings.ORIGIN)
                    .header("Access-Control-Request-Method", method)
                    .header("Access-Control-Request-Headers", "authorization,dpop")
                    .options("/v1/sessions/" + Link.random(16))
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Methods", containsString(method))
                    .header("Access-Control-Allow-Headers", containsString("authorization"));
        }
        json().header("Origin", Surroundings.ORIGIN)
                .body(Log.invite().body())
                .post(PREVIEW)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", Surroundings.ORIGIN)
                .header("Access-Control-Allow-Credentials", not(equalTo("true")))
                .header("Access-Control-Expose-Headers", containsString("dpop-nonce"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test",
                "null",
                "https://chat.test.evil.test",
                "http://chat.test",
                "https://evilchat.test",
                "https://sub.chat.test",
                "https://chat.test:8443",
                "https://chat.test@evil.test",
                "https://chat.test.",
                "https://chat,test",
                "https://chatxtest",
                "file://"
            })
    void aPageOfAnotherOriginMayNot(String origin) {
        // When
        Response preflight = given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/sessions");

        // Then
        preflight.then().header("Access-Control-Allow-Origin", nullValue());
        json().header("Origin", origin)
                .body(Log.invite().body())
                .post(PREVIEW)
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void healthAndMetricsAreOnTheManagementPortOnly() {
        // Given
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);

        // When
        Response ready = given().port(management).get("/q/health/ready");

        // Then
        ready.then().statusCode(200).body("status", equalTo("UP"));
        given().port(management).get("/q/metrics").then().statusCode(200);
        Problems.check(given().get("/q/health/ready"), 404, "not-found");
        Problems.check(given().get("/q/metrics"), 404, "not-found");
    }

    private static RequestSpecification json() {
        return given().contentType("application/json");
    }
}
