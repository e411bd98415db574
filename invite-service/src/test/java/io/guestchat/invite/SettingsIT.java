package io.guestchat.invite;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.INITECH;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a tenant has settings of its own for. */
@QuarkusTest
class SettingsIT extends InviteService {
    private final String member = Samples.memberId();

    @Test
    void makesLinksOfItsOwnBase() {
        // When
        Response own = create();

        // Then
        own.then().statusCode(201).body("linkBase", is("https://chat.initech.example/i"));
    }

    @Test
    void fillsInItsOwnDefaults() {
        // When
        Response own = create();

        // Then
        own.then().body("conversationIdleTtl", is(7_200));
        assertEquals(
                Duration.ofHours(1),
                Duration.between(Instant.parse(own.path("createdAt")), Instant.parse(own.path("expiresAt"))));
    }

    @Test
    void repeatsWithItsOwnDefaultsFilledIn() {
        // Given
        String id = Samples.inviteId();
        INITECH.put(id, Samples.body(member)).then().statusCode(201);

        // When
        Response same = INITECH.put(id, Samples.body(member, "expiresIn", 3_600));
        Response other = INITECH.put(id, Samples.body(member, "conversationIdleTtl", 864_000));

        // Then
        same.then().statusCode(200);
        other.then().statusCode(409);
    }

    @Test
    void refusesLongerLivesThanItsOwnMaximum() {
        // When
        Response tooLong = INITECH.put(Samples.inviteId(), Samples.body(member, "expiresIn", 86_401));
        Response elsewhere = ACME.put(Samples.inviteId(), Samples.body(member, "expiresIn", 86_401));

        // Then
        tooLong.then().statusCode(422).body("field", is("expiresIn"));
        elsewhere.then().statusCode(201);
    }

    @Test
    void countsByItsOwnQuotaAndSaysSo() {
        // When
        Response first = create();
        create().then().statusCode(201);
        Response last = create();
        Response refused = create();

        // Then
        first.then()
                .statusCode(201)
                .header("RateLimit-Policy", "\"active-invites\";q=3")
                .header("RateLimit", "\"active-invites\";r=2");
        last.then().statusCode(201).header("RateLimit", "\"active-invites\";r=0");
        refused.then()
                .statusCode(429)
                .header("RateLimit-Policy", "\"active-invites\";q=3")
                .header("RateLimit", matchesPattern("\"active-invites\";r=0;t=[1-9][0-9]*"))
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("type", is("urn:guestchat:problem:quota-exceeded"))
                .body("field", nullValue());
    }

    private Response create() {
        return INITECH.put(Samples.inviteId(), Samples.body(member));
    }
}
