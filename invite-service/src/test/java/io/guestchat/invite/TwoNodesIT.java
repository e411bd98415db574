package io.guestchat.invite;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudevents.CloudEvent;
import io.guestchat.invite.world.EventLog;
import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Race;
import io.guestchat.invite.world.Samples;
import io.guestchat.invite.world.Settled;
import io.guestchat.invite.world.Tenant;
import io.guestchat.local.test.SecondNode;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes on one Kafka and one Redis, and any load balancer before them. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT extends InviteService {
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
    void whatOneNodeCreatesTheOtherServes() {
        // Given
        String id = Samples.inviteId();
        String member = Samples.memberId();
        String createdAt = ACME.put(id, Samples.body(member)).path("createdAt");

        // When
        Response read = other(ACME).get(id);
        Response repeated = other(ACME).put(id, Samples.body(member));
        Response listed = other(ACME).call().queryParam("memberId", member).get("/v1/invites");
        Response revoked = other(ACME).delete(id);

        // Then
        read.then().statusCode(200).body("createdAt", is(createdAt));
        repeated.then().statusCode(200).body("createdAt", is(createdAt));
        listed.then().statusCode(200).body("invites.inviteId", is(List.of(id)));
        revoked.then().statusCode(204);
        ACME.get(id).then().statusCode(200).body("status", is("revoked"));
        other(GLOBEX).get(id).then().statusCode(404);
    }

    @Test
    void whatIsSwitchedOffIsRefusedOnBothNodesAndToNobodyElse() {
        String member = Samples.memberId();
        String before = Samples.inviteId();
        ACME.put(before, Samples.body(member)).then().statusCode(201);
        try {
            // When
            SuiteInfrastructure.switchOn("minting");
            // Then
            onBothNodes(port -> {
                ACME.at(port)
                        .put(Samples.inviteId(), Samples.body(member))
                        .then()
                        .statusCode(503)
                        .header("Retry-After", "30")
                        .body("type", is("urn:guestchat:problem:unavailable"));
                GLOBEX.at(port)
                        .put(Samples.inviteId(), Samples.body(member))
                        .then()
                        .statusCode(503);
            });

            // When
            SuiteInfrastructure.switchOn("minting.acme");
            SuiteInfrastructure.switchOff("minting");
            // Then that tenant may only read and take back
            onBothNodes(port -> {
                ACME.at(port)
                        .put(before, Samples.body(member))
                        .then()
                        .statusCode(403)
                        .body("type", is("urn:guestchat:problem:forbidden"));
                ACME.at(port).get(before).then().statusCode(200);
                GLOBEX.at(port)
                        .put(Samples.inviteId(), Samples.body(member))
                        .then()
                        .statusCode(201);
            });
            other(ACME).delete(before).then().statusCode(204);

            // When
            SuiteInfrastructure.switchOff("minting.acme");
            // Then
            onBothNodes(port -> ACME.at(port)
                    .put(Samples.inviteId(), Samples.body(member))
                    .then()
                    .statusCode(201));
        } finally {
            SuiteInfrastructure.switchOff("minting");
            SuiteInfrastructure.switchOff("minting.acme");
        }
    }

    /** A switch is known everywhere within 10 s. */
    private void onBothNodes(IntConsumer calls) {
        Instant turned = Instant.now();
        for (int i = 0; i < 2; i++) {
            int port = port(i);
            Eventually.holds(() -> calls.accept(port));
        }
        assertTrue(Instant.now().isBefore(turned.plusSeconds(10)));
    }

    @Test
    void ofTheSameCreationOnBothNodesOneIsNew() {
        for (int round = 0; round < 10; round++) {
            // Given
            String id = Samples.inviteId();
            String member = Samples.memberId();

            // When
            List<Response> answers = Race.of(12, i -> onEither(i).put(id, Samples.body(member)));

            // Then
            assertEquals(1, count(answers, 201));
            assertEquals(11, count(answers, 200));
            assertEquals(
                    1,
                    answers.stream()
                            .map(answer -> answer.<String>path("createdAt"))
                            .distinct()
                            .count());
        }
    }

    @Test
    void ofDifferentCreationsOnBothNodesOneStands() {
        for (int round = 0; round < 10; round++) {
            // Given
            String id = Samples.inviteId();
            String member = Samples.memberId();

            // When
            List<Response> answers =
                    Race.of(12, i -> onEither(i).put(id, Samples.body(member, "expiresIn", 3600 + i / 2)));

            // Then all who wished for what stands have it, and nobody else
            assertEquals(1, count(answers, 201));
            String expiresAt = ACME.get(id).path("expiresAt");
            for (Response answer : answers) {
                assertTrue(answer.statusCode() == 409 || expiresAt.equals(answer.path("expiresAt")), answer::asString);
            }
        }
    }

    @Test
    void ofTwoTenantsOneHasTheId() {
        // Given
        String id = Samples.inviteId();
        String member = Samples.memberId();

        // When
        List<Response> answers =
                Race.of(12, i -> (i % 4 < 2 ? onEither(i) : GLOBEX.at(port(i))).put(id, Samples.body(member)));

        // Then
        assertEquals(1, count(answers, 201));
        assertEquals(5, count(answers, 200));
        assertEquals(6, count(answers, 404));
        String owner = ACME.get(id).statusCode() == 200 ? "acme" : "globex";
        Eventually.holds(() -> assertEquals(
                List.of(owner),
                EventLog.of(id).stream()
                        .map(event -> event.getExtension("tenantid"))
                        .distinct()
                        .toList()));
    }

    @Test
    void theQuotaIsExact() {
        // Given
        String member = Samples.memberId();
        int most = Limits.ACTIVE_INVITES_PER_MEMBER;

        // When
        List<Response> answers = Race.of(most + 20, i -> onEither(i).put(Samples.inviteId(), Samples.body(member)));

        // Then
        assertEquals(most, count(answers, 201));
        assertEquals(20, count(answers, 429));
    }

    @Test
    void anExpiryIsRecordedOnce() {
        // Given
        List<InviteRecord> invites = IntStream.range(0, 16)
                .mapToObj(i -> Samples.record(Samples.inviteId(), ACME, Samples.memberId(), Duration.ofMinutes(59)))
                .toList();

        // When
        Log.write(invites.toArray(InviteRecord[]::new));

        // Then
        for (InviteRecord invite : invites) {
            Eventually.holds(() -> assertEquals(
                    List.of(InviteStatus.ACTIVE, InviteStatus.EXPIRED),
                    Log.of(invite.inviteId().value()).stream()
                            .map(InviteRecord::status)
                            .toList()));
        }
    }

    @Test
    void noAcceptedInviteIsLostWhenRedisIsWipedDuringCreations() {
        // Given
        List<String> ids =
                IntStream.range(0, 120).mapToObj(i -> Samples.inviteId()).toList();
        String member = Samples.memberId();

        // When
        List<Response> answers = Race.of(ids.size(), i -> {
            if (i % 40 == 20) {
                SuiteInfrastructure.flushAll();
            }
            return onEither(i).put(ids.get(i), Samples.body(member + i));
        });

        // Then what was accepted is there, as it was; what was not can be asked for again
        for (int i = 0; i < ids.size(); i++) {
            Response answer = answers.get(i);
            String id = ids.get(i);
            String owner = member + i;
            assertTrue(List.of(201, 200, 503).contains(answer.statusCode()), answer::asString);
            if (answer.statusCode() == 503) {
                Eventually.holds(() -> ACME.put(id, Samples.body(owner)).then().statusCode(is(oneOf(200, 201))));
            } else {
                Eventually.holds(() -> ACME.put(id, Samples.body(owner)).then().statusCode(200));
                ACME.get(id).then().body("createdAt", is(answer.<String>path("createdAt")));
            }
        }
        Settled.await(2);
    }

    @Test
    void aNodeThatDiesLosesNeitherInvitesNorEventsAndComesBackSwitchedOff() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String id = Samples.inviteId();
            onEither(i).put(id, Samples.body(Samples.memberId())).then().statusCode(201);
            ids.add(id);
        }

        List<String> asked =
                IntStream.range(0, 20).mapToObj(i -> Samples.inviteId()).toList();
        String member = Samples.memberId();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(asked.size())) {
            asked.forEach(id -> threads.submit(() -> other(ACME).put(id, Samples.body(member))));
            second.kill();
        }

        // Then who got no answer asks the other, which takes over the partitions, the due invites and the events
        try {
            for (String id : asked) {
                Eventually.holds(() -> ACME.put(id, Samples.body(member)).then().statusCode(is(oneOf(200, 201))));
            }
            ids.addAll(asked);
            for (String id : ids) {
                Eventually.holds(() -> ACME.delete(id).then().statusCode(204));
            }
            Eventually.holds(() -> {
                Map<String, List<CloudEvent>> told = EventLog.of(ids);
                for (String id : ids) {
                    assertEquals(
                            List.of("io.guestchat.invite.created:" + id, "io.guestchat.invite.revoked:" + id),
                            told.getOrDefault(id, List.of()).stream()
                                    .map(CloudEvent::getId)
                                    .distinct()
                                    .toList());
                }
            });
        } finally {
            // When somebody switches something off meanwhile
            SuiteInfrastructure.switchOn("minting.globex");
            second = SecondNode.start();
            Settled.await(2);
        }

        // Then it is off there from the first answer on
        try {
            other(GLOBEX).put(Samples.inviteId(), Samples.body(member)).then().statusCode(403);
        } finally {
            SuiteInfrastructure.switchOff("minting.globex");
            onBothNodes(port -> GLOBEX.at(port)
                    .put(Samples.inviteId(), Samples.body(member))
                    .then()
                    .statusCode(201));
        }
    }

    private Tenant other(Tenant tenant) {
        return tenant.at(second.port());
    }

    private Tenant onEither(int i) {
        return ACME.at(port(i));
    }

    private int port(int i) {
        return i % 2 == 0 ? RestAssured.port : second.port();
    }

    private static long count(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }
}
