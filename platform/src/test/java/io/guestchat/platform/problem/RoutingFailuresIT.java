package io.guestchat.platform.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.contract.RawHttp;
import io.guestchat.local.contract.RawHttp.Answered;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.signing.TestSigningKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.RestAssured;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service in which routes and filters fail. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestSigningKeys.class)
class RoutingFailuresIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "nobody-else-s-business";

    @Singleton
    static class Failing {
        void routes(@Observes Router router) {
            router.get("/fails/throws").handler(Failing::fail);
            router.get("/fails/overloaded").handler(call -> call.fail(new RejectedExecutionException(SECRET)));
            router.get("/fails/status/:status").handler(call -> call.fail(Integer.parseInt(call.pathParam("status"))));
            router.get("/fails/half").handler(call -> {
                call.response().setChunked(true).write("{");
                fail(call);
            });
        }

        void filters(@Observes Filters filters) {
            filters.register(
                    call -> {
                        if (call.request().path().equals("/fails/filter")) {
                            fail(call);
                        }
                        call.next();
                    },
                    10);
        }

        private static void fail(RoutingContext call) {
            throw new IllegalStateException(SECRET + call.request().path());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "throws, 500, internal",
        "filter, 500, internal",
        "overloaded, 503, unavailable",
        "status/400, 400, malformed",
        "status/404, 404, not-found",
        "status/405, 405, method-not-allowed",
        "status/502, 500, internal",
        "nothing, 404, not-found"
    })
    void isAnsweredWithAProblem(String what, int status, String code) {
        given().accept("text/html, */*")
                .get("/fails/" + what)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:" + code))
                .body("status", is(status))
                .body(not(containsString(SECRET)));
    }

    @Test
    void aRequestWithoutAHostIsMalformed() throws IOException {
        try (RawHttp connection = RawHttp.connect(RestAssured.port)) {
            // When
            RawHttp.Outcome outcome = connection
                    .send("GET /.well-known/jwks.json HTTP/1.1\r\n\r\n")
                    .answer(PATIENCE);

            // Then
            Answered answer = assertInstanceOf(Answered.class, outcome);
            assertEquals(400, answer.status());
            assertEquals(List.of("application/problem+json"), answer.headers().get("content-type"));
            assertTrue(answer.body().contains("\"urn:guestchat:problem:malformed\""), answer::body);
        }
    }

    @Test
    void halfAnAnswerEndsWithTheConnection() throws IOException {
        try (RawHttp connection = RawHttp.connect(RestAssured.port)) {
            // When
            RawHttp.Outcome outcome = connection
                    .send("GET /fails/half HTTP/1.1\r\nHost: a\r\n\r\n")
                    .answer(PATIENCE);

            // Then
            assertEquals(new RawHttp.Closed(), outcome);
        }
    }
}
