package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SecondNode;
import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An address that fails too often, on one node or two. Each test has an address of its own. */
@QuarkusTest
@TestProfile(AdmissionIT.Limited.class)
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionIT {
    private static final int LIMIT = 20;
    private static final String PROXY = "127.0.0.9";

    /** Limits as in production, behind one proxy. */
    public static final class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "guestchat.limits.enabled", "true",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.trusted-proxies", PROXY);
        }
    }

    private final Browser guest = new Browser();
    private SecondNode second;

    @BeforeAll
    void startSecond() {
        second = SecondNode.start();
        Settled.await(2);
    }

    @AfterAll
    void stopSecond() {
        second.close();
        Settled.await(1);
    }

    @Test
    void afterTwentyFailuresAnAddressWaits() {
        try (Caller caller = Caller.from("127.0.0.2")) {
            // Given
            Link link = Log.invite();
            requireLeft(caller.preview(RestAssured.port, link, Map.of()), 200, 20);
            for (int i = 0; i < LIMIT; i++) {
                Link wrong = i % 2 == 0 ? link.withToken("forged") : link.withClaim(Link.random(32));
                requireLeft(caller.preview(RestAssured.port, wrong, Map.of()), i % 2 == 0 ? 400 : 404, 19 - i);
            }

            // When
            HttpResponse<String> refused = caller.redeem(RestAssured.port, link, guest.proof("POST", "/v1/sessions"));

            // Then
            requireLeft(refused, 429, 0);
            assertTrue(refused.headers().firstValue("Retry-After").isPresent());
            requireLeft(caller.preview(RestAssured.port, link.withToken("forged"), Map.of()), 429, 0);
            requireLeft(caller.preview(second.port(), link, Map.of()), 429, 0);
            guest.redeem(link).then().statusCode(201);
        }
    }

    @Test
    void anAnswerThatIsNoFailureSaysWhatIsLeftToo() {
        try (Caller caller = Caller.from("127.0.0.3")) {
            // When
            HttpResponse<String> invalid =
                    caller.preview(RestAssured.port, Link.fresh().withClaim("AAAA"), Map.of());

            // Then
            requireLeft(invalid, 422, 20);
        }
    }

    @Test
    void ofManyFailuresAtOnceOnTwoNodesExactlyTwentyAreAnswered() throws Exception {
        // Given
        Link link = Log.invite();
        List<Future<HttpResponse<String>>> trying = new ArrayList<>();

        // When
        try (Caller caller = Caller.from("127.0.0.4");
                ExecutorService threads = Executors.newFixedThreadPool(60)) {
            for (int i = 0; i < 60; i++) {
                int port = i % 2 == 0 ? RestAssured.port : second.port();
                trying.add(threads.submit(() -> caller.preview(port, link.withToken("forged"), Map.of())));
            }
        }

        // Then
        int failed = 0;
        for (Future<HttpResponse<String>> each : trying) {
            HttpResponse<String> answer = each.get();
            if (answer.statusCode() == 400) {
                failed++;
            } else {
                assertEquals(429, answer.statusCode(), answer::body);
                assertTrue(answer.body().contains("rate-limited"), answer::body);
                assertTrue(answer.headers().firstValue("Retry-After").isPresent());
                assertTrue(left(answer).startsWith("\"failures\";r=0;"), () -> left(answer));
            }
        }
        assertEquals(LIMIT, failed);
    }

    @Test
    void aForgedForwardedAddressDoesNotEscapeTheLimit() {
        try (Caller caller = Caller.from("127.0.0.5")) {
            // Given
            Link link = Log.invite();
            for (int i = 0; i < LIMIT; i++) {
                assertEquals(
                        400,
                        caller.preview(RestAssured.port, link.withToken("forged"), forwarded("203.0.113." + i))
                                .statusCode());
            }

            // When
            HttpResponse<String> refused = caller.preview(RestAssured.port, link, forwarded("203.0.113.200"));

            // Then
            assertEquals(429, refused.statusCode());
        }
    }

    @Test
    void theConfiguredProxySpeaksForItsClients() {
        try (Caller proxy = Caller.from(PROXY)) {
            // Given
            Link link = Log.invite();
            for (int i = 0; i < LIMIT; i++) {
                proxy.preview(RestAssured.port, link.withToken("forged"), Map.of("X-Forwarded-For", "198.51.100.1"));
            }

            // When
            HttpResponse<String> refused =
                    proxy.preview(RestAssured.port, link, Map.of("X-Forwarded-For", "198.51.100.1"));

            // Then
            assertEquals(429, refused.statusCode());
            assertEquals(
                    200,
                    proxy.preview(RestAssured.port, link, Map.of("X-Forwarded-For", "198.51.100.2"))
                            .statusCode());
        }
    }

    private static Map<String, String> forwarded(String address) {
        return Map.of("X-Forwarded-For", address, "Forwarded", "for=" + address, "X-Real-IP", address);
    }

    private static void requireLeft(HttpResponse<String> answer, int status, int left) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(left(answer).startsWith("\"failures\";r=" + left + ";t="), () -> left(answer));
        assertEquals(
                "\"failures\";q=20;w=600",
                answer.headers().firstValue("RateLimit-Policy").orElse(""));
    }

    private static String left(HttpResponse<String> answer) {
        return answer.headers().firstValue("RateLimit").orElse("");
    }
}
