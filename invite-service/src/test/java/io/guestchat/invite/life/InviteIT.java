package io.guestchat.invite.life;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Race;
import io.guestchat.invite.world.Samples;
import io.guestchat.protocol.token.InviteToken;
import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InviteIT extends InviteService {
    private final String id = Samples.inviteId();
    private final String member = Samples.memberId();

    @TestHTTPResource("/.well-known/jwks.json")
    URI jwks;

    @Test
    void createsWithDefaults() throws Exception {
        // When
        Response answer = ACME.put(id, Samples.body(member));

        // Then
        answer.then()
                .statusCode(201)
                .header("Cache-Control", containsString("no-store"))
                .body("inviteId", is(id))
                .body("linkBase", is("https://chat.example/i"))
                .body("memberId", is(member))
                .body("status", is("active"))
                .body("conversationIdleTtl", is(864_000))
                .body("metadata", equalTo(Map.of()));
        Instant createdAt = Instant.parse(answer.path("createdAt"));
        Instant expiresAt = Instant.parse(answer.path("expiresAt"));
        assertEquals(Duration.ofDays(7), Duration.between(createdAt, expiresAt));
        InviteToken token = InviteToken.verify(answer.path("token"), KeySource.at(jwks));
        assertEquals(id, token.inviteId().value());
        assertEquals("acme", token.tenantId().value());
        assertEquals(expiresAt.getEpochSecond(), token.expiresAt().getEpochSecond());
    }

    @Test
    void repeatsWithTheSameValues() {
        // Given
        String createdAt = ACME.put(id, Samples.body(member)).path("createdAt");

        // When
        Response again = ACME.put(id, Samples.body(member, "expiresIn", 604_800));

        // Then
        again.then().statusCode(200).body("createdAt", is(createdAt)).body("status", is("active"));
    }

    @Test
    void refusesOtherValues() {
        // Given
        ACME.put(id, Samples.body(member)).then().statusCode(201);

        // When
        Response other = ACME.put(id, Samples.body(member, "expiresIn", 604_801));

        // Then
        other.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:invite-conflict"));
        ACME.get(id).then().statusCode(200).body("conversationIdleTtl", is(864_000));
    }

    @Test
    void isUnknownToOtherTenants() {
        // Given
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        String nobodys =
                GLOBEX.get(Samples.inviteId()).then().statusCode(404).extract().asString();

        // When
        List<Response> answers = List.of(GLOBEX.get(id), GLOBEX.delete(id), GLOBEX.put(id, Samples.body(member)));

        // Then
        for (Response answer : answers) {
            answer.then().statusCode(404).contentType("application/problem+json");
            assertEquals(nobodys, answer.asString());
        }
        ACME.get(id).then().statusCode(200).body("status", is("active"));
    }

    @Test
    void revokesEveryTime() {
        // Given
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        ACME.delete(id).then().statusCode(204);

        // When
        Response again = ACME.delete(id);

        // Then
        again.then().statusCode(204);
        ACME.get(id).then().statusCode(200).body("status", is("revoked"));
        ACME.put(id, Samples.body(member)).then().statusCode(200).body("status", is("revoked"));
        assertEquals(
                List.of(InviteStatus.ACTIVE, InviteStatus.REVOKED),
                Log.of(id).stream().map(InviteRecord::status).toList());
    }

    @Test
    void expiresInTheLogToo() {
        // When
        Log.write(Samples.record(id, ACME, member, Duration.ofMinutes(59)));

        // Then
        Eventually.holds(() -> ACME.get(id).then().statusCode(200).body("status", is("expired")));
        Eventually.holds(
                () -> assertEquals(InviteStatus.EXPIRED, Log.of(id).getLast().status()));
    }

    @Test
    void learnsOfRedemption() {
        // Given
        ACME.put(id, Samples.body(member)).then().statusCode(201);

        // When
        Log.write(Samples.session(id, ACME, member));

        // Then
        Eventually.holds(() -> ACME.get(id).then().body("status", is("redeemed")));
    }

    @Test
    void staysRedeemedPastItsExpiry() {
        // Given
        Log.write(Samples.session(id, ACME, member));

        // When
        Log.write(Samples.record(id, ACME, member, Duration.ofMinutes(59)));

        // Then
        Eventually.holds(() -> ACME.get(id).then().statusCode(200).body("status", is("redeemed")));
    }

    @Test
    void revokesWhatWasRedeemed() {
        // Given
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        Log.write(Samples.session(id, ACME, member));
        Eventually.holds(() -> ACME.get(id).then().body("status", is("redeemed")));

        // When
        Response revoked = ACME.delete(id);

        // Then
        revoked.then().statusCode(204);
        ACME.get(id).then().body("status", is("revoked"));
    }

    @Test
    void hasOneWinnerOfManyCreations() {
        // When
        List<Integer> statuses = Race.of(12, i -> ACME.put(id, Samples.body(member, "expiresIn", 3600 + i))).stream()
                .map(Response::statusCode)
                .sorted()
                .toList();

        // Then
        assertEquals(201, statuses.getFirst());
        assertEquals(List.of(409), statuses.stream().skip(1).distinct().toList());
    }

    @Test
    void keepsTheFirstCreationAndMakesItTheLogsLast() {
        // Given
        InviteRecord first = Samples.record(id, ACME, member, Duration.ofHours(5));
        InviteRecord second = Samples.record(id, GLOBEX, member, Duration.ofHours(6));

        // When
        Log.write(first, second);

        // Then
        Eventually.holds(() -> assertEquals(List.of(first, second, first), Log.of(id)));
        ACME.get(id).then().statusCode(200);
        GLOBEX.get(id).then().statusCode(404);
    }

    @Test
    void staysRevokedWhenALateCreationArrives() {
        // Given
        InviteRecord created = Samples.record(id, ACME, member, Duration.ofHours(5));
        InviteRecord revoked = Closing.of(created, InviteStatus.REVOKED, created.createdAt());

        // When
        Log.write(created, revoked, created);

        // Then
        Eventually.holds(() -> assertEquals(List.of(created, revoked, created, revoked), Log.of(id)));
        ACME.get(id).then().statusCode(200).body("status", is("revoked"));
    }
}
