package io.guestchat.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a bound session, and its ends. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class SessionIT {
    private final Browser guest = new Browser();
    private final Link link = Log.invite();
    private String id = "";
    private String accessToken = "";

    @BeforeEach
    void redeem() {
        Response redeemed = guest.redeem(link);
        redeemed.then().statusCode(201);
        id = redeemed.path("sessionId");
        accessToken = redeemed.path("accessToken");
    }

    @Test
    void theBoundKeyDrawsAccessTokens() throws Exception {
        // When
        Response drawn = guest.token(id);

        // Then
        drawn.then().statusCode(200).header("Cache-Control", "no-store").body("expiresIn", equalTo(300));
        SignedJWT token = SignedJWT.parse(drawn.path("accessToken"));
        JWKSet published = JWKSet.parse(given().get("/.well-known/jwks.json").asString());
        assertEquals(
                true,
                token.verify(new ECDSAVerifier(
                        published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())));
        assertEquals("at+jwt", token.getHeader().getType().getType());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertEquals(Surroundings.PUBLIC_URL, claims.getIssuer());
        assertEquals("guestchat:relay", claims.getAudience().getFirst());
        assertEquals(id, claims.getSubject());
        assertEquals(link.id().value(), claims.getStringClaim("cid"));
        assertEquals("acme", claims.getStringClaim("tid"));
        assertEquals(
                Log.sessions(link.id().conversation()).getFirst().jkt(),
                claims.getJSONObjectClaim("cnf").get("jkt"));
    }

    @Test
    void anotherKeyDrawsNone() {
        // When
        Response refused = new Browser().token(id);

        // Then
        Problems.check(refused, 401, "unauthenticated");
    }

    @Test
    void theGuestReadsItsOwnSessionOnly() {
        // Given
        guest.read(id, accessToken)
                .then()
                .statusCode(200)
                .body("sessionId", equalTo(id))
                .body("conversationId", equalTo(link.id().value()))
                .body("status", equalTo("open"))
                .body("idleExpiresAt", notNullValue());

        // When
        Response thief = new Browser().read(id, accessToken);

        // Then
        Problems.check(thief, 401, "unauthenticated");
        Problems.check(guest.read(Link.random(16), accessToken), 404, "not-found");
        Problems.check(given().get("/v1/sessions/" + id), 401, "unauthenticated");
    }

    @Test
    void leavingEndsTheConversation() {
        // When
        Response left = guest.leave(id, accessToken);

        // Then
        left.then().statusCode(204);
        requireEnded(EndReason.LEFT);
        guest.leave(id, accessToken).then().statusCode(204);
        guest.read(id, accessToken).then().statusCode(200).body("status", equalTo("ended"));
    }

    @Test
    void theMembersBackendEndsTheConversation() {
        // When
        Response ended = Backend.end("acme", link.id().value());

        // Then
        ended.then().statusCode(204);
        requireEnded(EndReason.ENDED_BY_MEMBER);
        Backend.end("acme", link.id().value()).then().statusCode(204);
    }

    @Test
    void anotherTenantsBackendSeesNothing() {
        // When
        Response refused = Backend.end("globex", link.id().value());

        // Then
        Problems.check(refused, 404, "not-found");
        Problems.check(Backend.end("acme", Link.random(16)), 404, "not-found");
        Problems.check(Backend.end("acme", "nonsense"), 404, "not-found");
        Problems.check(given().delete("/v1/conversations/" + link.id()), 401, "unauthenticated");
        guest.token(id).then().statusCode(200);
    }

    @Test
    void revokingTheInviteEndsTheConversationWithinTwoSeconds() {
        // When
        Log.tell(link, InviteStatus.REVOKED);

        // Then
        Eventually.passes(Duration.ofSeconds(2), () -> requireEnded(EndReason.REVOKED));
        Problems.check(new Browser().redeem(link), 410, "invite-revoked");
    }

    private void requireEnded(EndReason reason) {
        Problems.check(guest.token(id), 410, "session-ended");
        Problems.check(guest.redeem(link), 410, "session-ended");
        SessionRecord last = Log.sessions(link.id().conversation()).getLast();
        assertEquals(SessionStatus.ENDED, last.status());
        assertEquals(reason, last.reason());
    }
}
