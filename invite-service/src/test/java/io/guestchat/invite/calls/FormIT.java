package io.guestchat.invite.calls;

import static io.guestchat.invite.world.Tenant.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request must look like. */
@QuarkusTest
class FormIT extends InviteService {
    private static final String CLAIM_HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String VALUES =
            "\"memberId\":\"m\",\"claimHash\":\"" + CLAIM_HASH + "\",\"sealedRecord\":\"c2VhbGVk\"";

    private final String id = Samples.inviteId();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{" + VALUES + "} {}",
                "{" + VALUES + ",\"memberId\":\"m\"}",
                "{" + VALUES + ",\"tenantId\":\"globex\"}",
                "{" + VALUES + ",\"expiresIn\":\"3600\"}",
                "{" + VALUES + ",\"expiresIn\":3600.5}",
                "{" + VALUES + ",\"expiresIn\":true}",
                "{" + VALUES + ",\"metadata\":[]}",
                "{" + VALUES + ",\"metadata\":{\"a\":1}}",
                "{" + VALUES + ",\"metadata\":{\"a\":null}}",
                "{" + VALUES + ",\"metadata\":{\"a\":\"1\",\"a\":\"2\"}}",
                "{" + VALUES + ",\"metadata\":{\"a\":[[[[[[[[[[[[]]]]]]]]]]]]}}",
                "{" + VALUES + ",\"expiresIn\":null}",
                "{" + VALUES + ",\"conversationIdleTtl\":null}",
                "{" + VALUES + ",\"metadata\":null}",
                "{\"memberId\":null,\"claimHash\":\"" + CLAIM_HASH + "\",\"sealedRecord\":\"c2VhbGVk\"}",
                "{" + VALUES + ",\"status\":\"redeemed\"}",
                "{" + VALUES + ",\"token\":\"t\"}",
                "{" + VALUES + ",\"createdAt\":\"2020-01-01T00:00:00Z\"}",
                "{\"memberId\":1}"
            })
    void refusesWhatIsNotTheDocumentedObject(String body) {
        // When
        Response answer = put(body);

        // Then
        answer.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:malformed"))
                .body(not(containsString("globex")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void refusesValuesOutOfRange(String field, @Nullable Object value) {
        // When
        Response answer = ACME.put(id, Samples.body("m", field, value));

        // Then
        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:invalid"))
                .body("field", is(field));
    }

    static Stream<Arguments> refusesValuesOutOfRange() {
        return Stream.of(
                Arguments.of("memberId", null),
                Arguments.of("memberId", ""),
                Arguments.of("memberId", "two words"),
                Arguments.of("memberId", "é"),
                Arguments.of("memberId", "m".repeat(129)),
                Arguments.of("claimHash", null),
                Arguments.of("claimHash", "A".repeat(42)),
                Arguments.of("claimHash", "A".repeat(42) + "B"),
                Arguments.of("claimHash", "A".repeat(43) + "="),
                Arguments.of("sealedRecord", null),
                Arguments.of("sealedRecord", ""),
                Arguments.of("sealedRecord", "a+b/"),
                Arguments.of("sealedRecord", Samples.bytes(4097)),
                Arguments.of("expiresIn", 59),
                Arguments.of("expiresIn", 2_592_001),
                Arguments.of("conversationIdleTtl", 3_599),
                Arguments.of("conversationIdleTtl", 2_592_001),
                Arguments.of("metadata", Map.of("k", "v".repeat(1024))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAAAAA", "%00", "..%2f"})
    void refusesIdsOfAnotherForm(String other) {
        // When
        Response creation = ACME.call()
                .urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(Samples.body("m"))
                .put("/v1/invites/" + other);
        Response reading = ACME.call().urlEncodingEnabled(false).get("/v1/invites/" + other);

        // Then
        creation.then().statusCode(422).body("field", is("inviteId"));
        reading.then().statusCode(404).body("type", is("urn:guestchat:problem:not-found"));
    }

    @Test
    void takesTheLargestAllowed() {
        // Given
        Map<String, String> metadata = Map.of("k", "v".repeat(1023));

        // When
        Response answer = ACME.put(
                id,
                Map.of(
                        "memberId",
                        "m".repeat(128),
                        "claimHash",
                        Samples.bytes(32),
                        "sealedRecord",
                        Samples.bytes(4096),
                        "expiresIn",
                        2_592_000,
                        "conversationIdleTtl",
                        2_592_000,
                        "metadata",
                        metadata));

        // Then
        answer.then().statusCode(201).body("metadata", equalTo(metadata));
    }

    @Test
    void answersTheFrameworksRefusalsAsProblems() {
        // When
        Response noSuchPlace = ACME.call().get("/v2/invites");
        Response noSuchMethod = ACME.call().post("/v1/invites/{id}", id);
        Response notOnAll = ACME.call().delete("/v1/invites");
        Response notJson = ACME.call().contentType("text/plain").body("{}").put("/v1/invites/{id}", id);
        Response tooLarge = put("{\"memberId\":\"" + "m".repeat(17_000) + "\"}");
        Response tooLargeInPieces = ACME.call()
                .contentType(ContentType.JSON)
                .body(new ByteArrayInputStream(("{\"memberId\":\"" + "m".repeat(17_000) + "\"}").getBytes(UTF_8)))
                .put("/v1/invites/{id}", id);

        // Then
        requireProblem(noSuchPlace, 404, "not-found");
        requireProblem(noSuchMethod, 405, "method-not-allowed");
        noSuchMethod
                .then()
                .header("Allow", containsString("PUT"))
                .header("Allow", containsString("GET"))
                .header("Allow", containsString("DELETE"));
        requireProblem(notOnAll, 405, "method-not-allowed");
        requireProblem(notJson, 415, "unsupported-media-type");
        requireProblem(tooLarge, 413, "too-large");
        requireProblem(tooLargeInPieces, 413, "too-large");
    }

    @Test
    void refusesHalfACharacter() {
        // When
        Response answer = put("{" + VALUES + ",\"metadata\":{\"a\":\"\\ud800\"}}");

        // Then
        answer.then().statusCode(422).body("field", is("metadata"));
    }

    private Response put(String body) {
        return ACME.call().contentType(ContentType.JSON).body(body).put("/v1/invites/{id}", id);
    }

    private static void requireProblem(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:" + code))
                .body("status", is(status));
    }
}
