package io.guestchat.session;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one tenant, its members and its guests may try with another's: in every call it is as if there were nothing. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class TenantsApartIT {
    private final Browser guest = new Browser();
    private final Link acmes = Log.invite();
    private String session = "";
    private String token = "";

    @BeforeEach
    void redeem() {
        Response redeemed = guest.redeem(acmes);
        redeemed.then().statusCode(201);
        session = redeemed.path("sessionId");
        token = redeemed.path("accessToken");
    }

    @Test
    void anothersConversationIsNoneToEnd() {
        // When
        Response foreign = Backend.end("globex", acmes.id().value());

        // Then
        Problems.check(foreign, 404, "not-found");
        Response unknown = Backend.end("globex", Link.random(16));
        assertEquals(unknown.body().asString(), foreign.body().asString());
        assertEquals(
                SessionStatus.OPEN,
                Log.sessions(acmes.id().conversation()).getLast().status());
    }

    @Test
    void aBackendCannotSignAsAnother() {
        // Given
        String forged = Backend.token("globex", "https://acme.test");

        // When
        Response refused =
                given().header("Authorization", "Bearer " + forged).delete("/v1/conversations/" + acmes.id());

        // Then
        Problems.check(refused, 401, "unauthenticated");
        guest.token(session).then().statusCode(200);
    }

    @Test
    void aTokenInAnotherTenantsNameOpensNothing() {
        // Given: the invite of one tenant in a token that names the other
        Link link = Log.invite();
        Link foreign = link.withToken(Tokens.sign(
                Surroundings.key("invite"),
                "gi+jwt",
                new JWTClaimsSet.Builder()
                        .jwtID(link.id().value())
                        .claim("tid", "globex")
                        .expirationTime(Date.from(link.expiresAt()))
                        .build()));

        // When
        Response refused = new Browser().redeem(foreign);

        // Then
        Problems.check(refused, 404, "invite-unknown");
        Problems.check(guest.preview(foreign), 404, "invite-unknown");
        Problems.check(guest.request(foreign), 404, "invite-unknown");
        new Browser().redeem(link).then().statusCode(201);
    }

    @Test
    void anothersSessionIsNoneToReadOrLeave() {
        // Given
        Link globexs = Link.of("globex", Instant.now().plus(Duration.ofHours(1)));
        Log.tell(globexs, InviteStatus.ACTIVE);
        Browser theirs = new Browser();
        Response redeemed = theirs.redeem(globexs);
        redeemed.then().statusCode(201);
        String theirToken = redeemed.path("accessToken");

        // When
        Response read = theirs.read(session, theirToken);

        // Then
        Problems.check(read, 404, "not-found");
        Problems.check(theirs.leave(session, theirToken), 404, "not-found");
        Problems.check(theirs.token(session), 401, "unauthenticated");
        Problems.check(guest.read(redeemed.path("sessionId"), token), 404, "not-found");
        assertEquals(
                "globex",
                Log.sessions(globexs.id().conversation()).getFirst().tenantId().value());
        guest.read(session, token).then().statusCode(200);
    }

    @Test
    void aGuestsTokenIsNoBackends() {
        // When
        Response refused = given().header("Authorization", "Bearer " + token).delete("/v1/conversations/" + acmes.id());

        // Then
        Problems.check(refused, 401, "unauthenticated");
        Problems.check(
                given().header("Authorization", "DPoP " + Backend.token("acme", "https://acme.test"))
                        .header("DPoP", guest.proof("GET", "/v1/sessions/" + session))
                        .get("/v1/sessions/" + session),
                401,
                "unauthenticated");
    }
}
