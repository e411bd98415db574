package io.guestchat.invite;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.guestchat.invite.world.Settled;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.topic.InviteStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Kafka or Redis away, and back. */
@QuarkusTest
class OutageIT extends InviteService {
    private final String member = Samples.memberId();

    @Test
    void withoutKafkaChangesAreRefusedAndReadsGoOn() {
        // Given
        String id = create();

        // When
        SuiteInfrastructure.stopKafka();

        // Then
        String refused = Samples.inviteId();
        try {
            requireUnavailable(ACME.put(refused, Samples.body(member)));
            requireUnavailable(ACME.delete(id));
            ACME.get(id).then().statusCode(200).body("status", is("active"));
            ACME.put(id, Samples.body(member)).then().statusCode(200);
            list().then().statusCode(200);
            readiness().then().statusCode(200);
        } finally {
            SuiteInfrastructure.startKafka();
        }
        Eventually.holds(() -> ACME.delete(id).then().statusCode(204));
        ACME.get(id).then().body("status", is("revoked"));
        Eventually.holds(() -> ACME.put(refused, Samples.body(member)).then().statusCode(is(oneOf(200, 201))));
        Settled.await(1);
    }

    @Test
    void withoutRedisNothingIsAnsweredFromMemory() {
        // Given
        String id = create();

        // When
        SuiteInfrastructure.stopRedis();

        // Then
        try {
            requireUnavailable(ACME.get(id));
            requireUnavailable(list());
            requireUnavailable(ACME.put(Samples.inviteId(), Samples.body(member)));
            requireUnavailable(ACME.delete(id));
            given().get("/v1/invites/{id}", id).then().statusCode(401);
            Eventually.holds(() -> readiness().then().statusCode(503));
        } finally {
            SuiteInfrastructure.startRedis();
        }
        Eventually.holds(() -> ACME.get(id).then().statusCode(200));
        Eventually.holds(() -> readiness().then().statusCode(200));
        Settled.await(1);
    }

    @Test
    void comesBackWhenRedisDoesFirst() {
        // Given
        String id = create();

        // When
        SuiteInfrastructure.stopKafka();
        SuiteInfrastructure.stopRedis();
        SuiteInfrastructure.startRedis();

        // Then what was known is not known any more, and nobody says that it never was
        requireUnavailable(ACME.get(id));
        SuiteInfrastructure.startKafka();
        Eventually.holds(() -> ACME.get(id).then().statusCode(200).body("status", is("active")));
        Settled.await(1);
    }

    @Test
    void comesBackWhenKafkaDoesFirst() {
        // Given
        String id = create();

        // When
        SuiteInfrastructure.stopRedis();
        SuiteInfrastructure.stopKafka();
        SuiteInfrastructure.startKafka();

        // Then
        requireUnavailable(ACME.get(id));
        SuiteInfrastructure.startRedis();
        Eventually.holds(() -> ACME.get(id).then().statusCode(200).body("status", is("active")));
        Settled.await(1);
    }

    @Test
    void whatExpiredMeanwhileIsRecordedAfterwards() {
        // Given
        String id = Samples.inviteId();
        SuiteInfrastructure.stopRedis();
        Log.write(Samples.record(id, ACME, member, Duration.ofMinutes(59)));

        // When
        SuiteInfrastructure.startRedis();

        // Then
        Eventually.holds(() -> {
            var records = Log.of(id);
            if (records.getLast().status() != InviteStatus.EXPIRED) {
                throw new AssertionError("not yet");
            }
        });
        Settled.await(1);
    }

    private static void requireUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:unavailable"));
    }

    private static Response readiness() {
        return given().port(managementPort()).get("/q/health/ready");
    }

    private String create() {
        String id = Samples.inviteId();
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        return id;
    }

    private Response list() {
        return ACME.call().queryParam("memberId", member).get("/v1/invites");
    }
}
