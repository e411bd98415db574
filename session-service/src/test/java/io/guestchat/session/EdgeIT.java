package io.guestchat.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.contract.RawHttp;
import io.guestchat.local.contract.RawHttp.Answered;
import io.guestchat.local.contract.RawHttp.Closed;
import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the framework would refuse by itself, or wait for ever. */
@QuarkusTest
@TestProfile(EdgeIT.Hasty.class)
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class EdgeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String POST =
            "POST /v1/sessions/preview HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    /** As in production, but for the time that a request may take. */
    public static final class Hasty implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "guestchat.http.arrives-within",
                    "1s",
                    "quarkus.http.read-timeout",
                    "2s",
                    "quarkus.http.idle-timeout",
                    "5s");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\n{",
                "Content-Length: 100\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
            })
    void aBodyThatDoesNotArriveIsCutOff(String rest) throws IOException {
        try (RawHttp connection = RawHttp.connect(RestAssured.port)) {
            // When
            connection.send(POST + rest);

            // Then
            requireProblem(connection.answer(PATIENCE), 408, "too-slow");
            assertEquals(new Closed(), connection.answer(PATIENCE));
        }
    }

    @Test
    void aBodyThatArrivesInDropsIsCutOff() throws IOException {
        try (RawHttp connection = RawHttp.connect(RestAssured.port)) {
            // Given
            connection.send(POST + "Content-Length: 1000\r\n\r\n");

            // When
            Thread drops = Thread.startVirtualThread(() -> drip(connection));

            // Then
            requireProblem(connection.answer(PATIENCE), 408, "too-slow");
            drops.interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET", "GET /v1/sessions HTTP/1.1\r\nHost: a\r\nX-Half: "})
    void aConnectionOnWhichNothingComesIsEnded(String beginning) throws IOException {
        try (RawHttp connection = RawHttp.connect(RestAssured.port)) {
            // When
            connection.send(beginning);

            // Then
            assertEquals(new Closed(), connection.answer(PATIENCE));
        }
    }

    @Test
    void tooMuchOfAHeadIsRefused() throws IOException {
        requireProblem(get("/v1/" + "a".repeat(5_000), ""), 414, "too-large");
        requireProblem(get("/v1/sessions/a", "X-Large: " + "a".repeat(9_000) + "\r\n"), 431, "too-large");
        requireProblem(get("/v1/sessions/a", "X-Some: 12345678\r\n".repeat(600)), 431, "too-large");
        assertEquals(431, bare(get("/v1/sessions/a", "X-Large: " + "a".repeat(40_000) + "\r\n")));
        assertEquals(414, bare(get("/v1/" + "a".repeat(40_000), "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                POST + "Content-Length: -1\r\n\r\n{}"
            })
    void whatIsNotHttpEndsTheConnection(String request) throws IOException {
        try (RawHttp connection = RawHttp.connect(RestAssured.port)) {
            // When
            RawHttp.Outcome outcome = connection.send(request).answer(PATIENCE);

            // Then
            assertEquals(400, bare(outcome));
            assertEquals(new Closed(), connection.answer(PATIENCE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//sessions",
                "/v1/./sessions",
                "/v1/x/../sessions",
                "/v1/%2e%2E/v1/sessions",
                "/v1/sessions/."
            })
    void anAddressHasOneSpelling(String target) throws IOException {
        requireProblem(get(target, ""), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/{x}", "/v1/<x>", "/v1/%zz", "/v1/a|b"})
    void whatIsNoUriIsRefusedByTheServer(String target) throws IOException {
        assertEquals(400, bare(get(target, "")));
    }

    @Test
    void anotherPagesScriptsAreRefusedWithAProblem() {
        Problems.check(given().header("Origin", "https://evil.test").delete("/v1/sessions/a"), 403, "forbidden");
        Problems.check(
                given().header("Origin", Surroundings.ORIGIN)
                        .header("Access-Control-Request-Method", "TRACE")
                        .options("/v1/sessions"),
                403,
                "forbidden");
        given().header("Origin", "https://evil.test")
                .get("/v1/sessions/a")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void whoAcceptsNoJsonIsToldSo() {
        Problems.check(given().accept("text/html").get("/.well-known/jwks.json"), 406, "not-acceptable");
    }

    private static Answered get(String target, String headers) throws IOException {
        try (RawHttp connection = RawHttp.connect(RestAssured.port)) {
            return assertInstanceOf(
                    Answered.class,
                    connection
                            .send("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n")
                            .answer(PATIENCE));
        }
    }

    private static void drip(RawHttp connection) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                connection.send(" ");
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int bare(RawHttp.Outcome outcome) {
        Answered answer = assertInstanceOf(Answered.class, outcome);
        assertEquals("", answer.body());
        return answer.status();
    }

    private static void requireProblem(RawHttp.Outcome outcome, int status, String code) {
        Answered answer = assertInstanceOf(Answered.class, outcome);
        assertEquals(status, answer.status());
        assertEquals(List.of("application/problem+json"), answer.headers().get("content-type"));
        assertTrue(answer.body().contains("\"urn:guestchat:problem:" + code + "\""), answer::body);
        assertTrue(answer.body().contains("\"status\":" + status), answer::body);
    }
}
