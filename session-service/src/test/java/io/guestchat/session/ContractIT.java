package io.guestchat.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.contract.ApiDocument;
import io.guestchat.local.contract.ContractCallback;
import io.guestchat.local.contract.Operation;
import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The OpenAPI document. That each single call is as it says is looked at in every test, by {@link ContractCallback}. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ContractIT {
    private final Browser guest = new Browser();

    @Test
    void everyDocumentedCallCanBeMade() {
        // Given
        Link left = Log.invite();
        Link ended = Log.invite();

        // When
        guest.preview(left).then().statusCode(200);
        String session = guest.bound(left);
        String accessToken = guest.token(session).path("accessToken");
        guest.read(session, accessToken).then().statusCode(200);
        guest.keepPush(session, accessToken, "{\"endpoint\":\"https://push.test/a\"}")
                .then()
                .statusCode(204);
        guest.dropPush(session, accessToken).then().statusCode(204);
        guest.leave(session, accessToken).then().statusCode(204);
        guest.request(left).then().statusCode(202);
        guest.bound(ended);
        Backend.end("acme", ended.id().value()).then().statusCode(204);
        given().get("/.well-known/jwks.json").then().statusCode(200);

        // Then
        assertEquals(
                ApiDocument.of("session").operations().stream()
                        .map(Operation::id)
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(ContractCallback.succeeded()));
    }

    @Test
    void theDocumentIsOnTheManagementPortOnly() throws IOException {
        // Given
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);

        // When
        Response document = given().port(management).get("/q/openapi.yaml");

        // Then
        document.then().statusCode(200).contentType("application/yaml").body(equalTo(written()));
        Problems.check(given().get("/q/openapi.yaml"), 404, "not-found");
        given().port(management).get("/v1/sessions").then().statusCode(404);
    }

    @Test
    void countsProblemsAndViewsWithoutALabelForEachCaller() {
        // Given
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        String anId = Link.random(16);

        // When
        Problems.check(given().get("/v1/sessions/" + anId), 401, "unauthenticated");
        Problems.check(given().get("/v1/other/" + anId), 404, "not-found");
        given().header("X-Large", "a".repeat(9_000))
                .get("/v1/sessions/" + anId)
                .then()
                .statusCode(431);

        // Then
        Eventually.passes(Duration.ofSeconds(30), () -> given().port(management)
                .get("/q/metrics")
                .then()
                .body(containsString("guestchat_problems_total{code=\"unauthenticated\""))
                .body(containsString("guestchat_problems_total{code=\"too-large\""))
                .body(containsString("guestchat_view_lag_records{topic=\"guestchat.invites\""))
                .body(containsString("guestchat_view_partitions{state=\"live\",topic=\"guestchat.invites\""))
                .body(containsString("uri=\"/v1/sessions/{id}\""))
                .body(not(containsString(anId))));
    }

    private static String written() throws IOException {
        try (var text = ContractIT.class.getResourceAsStream("/META-INF/openapi/session.yaml")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
