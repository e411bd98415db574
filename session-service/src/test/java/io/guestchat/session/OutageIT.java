package io.guestchat.session;

import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka or Redis away, and back. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class OutageIT {
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    private final Browser guest = new Browser();
    private final Browser other = new Browser();

    @AfterEach
    void leaveNoTrace() {
        Settled.await(1);
    }

    @Test
    void withoutKafkaChangesAreRefusedAndReadsGoOn() {
        // Given
        Link free = Log.invite();
        Link used = Log.invite();
        Response redeemed = guest.redeem(used);
        redeemed.then().statusCode(201);
        String session = redeemed.path("sessionId");
        guest.preview(free).then().statusCode(200);

        // When
        SuiteInfrastructure.stopKafka();

        // Then
        try {
            unavailable(other.redeem(free));
            unavailable(guest.request(free));
            unavailable(Backend.end("acme", used.id().value()));
            unavailable(guest.leave(session, redeemed.path("accessToken")));
            guest.preview(free).then().statusCode(200);
            guest.redeem(used).then().statusCode(200);
            guest.token(session).then().statusCode(200);
            guest.read(session, redeemed.path("accessToken")).then().statusCode(200);
            Readiness.check(200);
        } finally {
            SuiteInfrastructure.startKafka();
        }
        other.bound(free);
    }

    @Test
    void withoutRedisNothingIsAnsweredFromMemory() {
        // Given
        Link free = Log.invite();
        Link used = Log.invite();
        String session = guest.redeem(used).path("sessionId");

        // When
        SuiteInfrastructure.stopRedis();

        // Then
        try {
            unavailable(other.redeem(free));
            unavailable(guest.preview(free));
            unavailable(guest.token(session));
            Problems.check(guest.preview(free.withToken("forged")), 400, "invite-invalid");
            Eventually.passes(Duration.ofSeconds(5), () -> Readiness.check(503));
        } finally {
            SuiteInfrastructure.startRedis();
        }
        Eventually.passes(BACK_WITHIN, () -> guest.token(session).then().statusCode(200));
        Eventually.passes(BACK_WITHIN, () -> other.redeem(free).then().statusCode(201));
        Problems.check(other.redeem(used), 410, "invite-used");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothComeBackInAnyOrder(boolean kafkaFirst) {
        // Given
        Link free = Log.invite();
        Link used = Log.invite();
        String session = guest.bound(used);

        // When
        SuiteInfrastructure.stopRedis();
        SuiteInfrastructure.stopKafka();
        try {
            unavailable(guest.token(session));
        } finally {
            if (kafkaFirst) {
                SuiteInfrastructure.startKafka();
                SuiteInfrastructure.startRedis();
            } else {
                SuiteInfrastructure.startRedis();
                SuiteInfrastructure.startKafka();
            }
        }

        // Then
        Eventually.passes(BACK_WITHIN, () -> guest.token(session).then().statusCode(200));
        assertEquals(session, guest.bound(used));
        Eventually.passes(BACK_WITHIN, () -> Problems.check(other.redeem(used), 410, "invite-used"));
        other.bound(free);
    }

    @Test
    void whileAViewIsRebuiltItsReadersWait() {
        // Given
        Link used = Log.invite();
        Response redeemed = guest.redeem(used);
        redeemed.then().statusCode(201);
        String session = redeemed.path("sessionId");
        SuiteInfrastructure.stopKafka();

        // When
        SuiteInfrastructure.flushAll();

        // Then
        try {
            unavailable(guest.preview(used));
            unavailable(guest.redeem(used));
            unavailable(other.redeem(used));
            unavailable(guest.token(session));
            unavailable(guest.read(session, redeemed.path("accessToken")));
            unavailable(guest.request(used));
            unavailable(Backend.end("acme", used.id().value()));
            Problems.check(guest.preview(used.withToken("forged")), 400, "invite-invalid");
            Readiness.check(503);
        } finally {
            SuiteInfrastructure.startKafka();
        }
        Eventually.passes(BACK_WITHIN, () -> Problems.check(other.redeem(used), 410, "invite-used"));
        Eventually.passes(BACK_WITHIN, () -> guest.token(session).then().statusCode(200));
    }

    private static void unavailable(Response refused) {
        Problems.check(refused, 503, "unavailable");
        refused.then().header("Retry-After", notNullValue());
    }
}
