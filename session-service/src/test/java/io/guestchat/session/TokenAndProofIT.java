package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.Base64Url;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not authentic is refused, and nothing is redeemed by it. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class TokenAndProofIT {
    private static final String SESSIONS = "/v1/sessions";

    private final Browser guest = new Browser();
    private final Link link = Log.invite();

    @Test
    void aTokenSignedBySomebodyElseIsInvalid() {
        // Given
        ECKey forger = Surroundings.generate("invite-1");

        // When
        Response refused = guest.redeem(link.withToken(Tokens.sign(forger, "gi+jwt", claims())));

        // Then
        Problems.check(refused, 400, "invite-invalid");
    }

    @Test
    void aTokenWithoutSignatureIsInvalid() {
        // Given
        String header = Base64Url.encode("{\"alg\":\"none\",\"typ\":\"gi+jwt\"}".getBytes());
        String none = header + "." + link.token().split("\\.")[1] + ".";

        // When
        Response refused = guest.redeem(link.withToken(none));

        // Then
        Problems.check(refused, 400, "invite-invalid");
    }

    @Test
    void aTokenThatBringsItsOwnKeyIsInvalid() {
        // Given
        ECKey forger = Surroundings.generate("invite-1");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("gi+jwt"))
                .keyID("invite-1")
                .jwk(forger.toPublicJWK())
                .build();

        // When
        Response refused = guest.redeem(link.withToken(Tokens.sign(forger, header, claims())));

        // Then
        Problems.check(refused, 400, "invite-invalid");
    }

    @Test
    void aTokenOfAnotherKindIsInvalid() {
        // Given
        String other = Tokens.sign(Surroundings.key("invite"), "JWT", claims());

        // When
        Response refused = guest.redeem(link.withToken(other));

        // Then
        Problems.check(refused, 400, "invite-invalid");
    }

    @Test
    void theTokenIsJudgedBeforeTheClaimAndTheClaimBeforeTheProof() {
        // Given
        Link wrongClaim = link.withClaim(Link.random(32));

        // When
        Response both = guest.redeem(wrongClaim.withToken("x.y.z"), "no proof");

        // Then
        Problems.check(both, 400, "invite-invalid");
        Problems.check(guest.redeem(wrongClaim, "no proof"), 404, "invite-unknown");
        Problems.check(guest.redeem(link, "no proof"), 401, "dpop-invalid");
    }

    @Test
    void aProofIsSpentByItsUse() {
        // Given
        String proof = guest.proof("POST", SESSIONS);
        guest.redeem(link, proof).then().statusCode(201);

        // When
        Response replayed = guest.redeem(link, proof);

        // Then
        Problems.check(replayed, 401, "dpop-invalid");
        assertEquals(true, replayed.header("WWW-Authenticate").startsWith("DPoP "));
    }

    @Test
    void aProofForSomethingElseIsRefused() {
        // Given
        List<String> proofs = List.of(
                guest.proof("POST", SESSIONS, c -> c.claim("htu", RestAssured.baseURI + SESSIONS)),
                guest.proof("POST", "/v1/sessions/preview"),
                guest.proof("GET", SESSIONS),
                guest.proof(
                        "POST",
                        SESSIONS,
                        c -> c.issueTime(Date.from(Instant.now().minusSeconds(70)))),
                guest.proof(
                        "POST",
                        SESSIONS,
                        c -> c.issueTime(Date.from(Instant.now().plusSeconds(70)))),
                guest.proof("POST", SESSIONS, c -> c.jwtID(null)));

        // When
        List<Response> refused =
                proofs.stream().map(proof -> guest.redeem(link, proof)).toList();

        // Then
        refused.forEach(each -> Problems.check(each, 401, "dpop-invalid"));
        assertEquals(List.of(), Log.sessions(link.id().conversation()));
    }

    @Test
    void twoProofsAreNone() {
        // When
        Response refused = RestAssured.given()
                .contentType("application/json")
                .header("DPoP", guest.proof("POST", SESSIONS), guest.proof("POST", SESSIONS))
                .body(link.body())
                .post(SESSIONS);

        // Then
        Problems.check(refused, 401, "dpop-invalid");
    }

    @Test
    void aForwardedHostChangesNothing() {
        // Given
        String proof = guest.proof("POST", SESSIONS, c -> c.claim("htu", "https://evil.test/v1/sessions"));

        // When
        Response refused = RestAssured.given()
                .contentType("application/json")
                .header("DPoP", proof)
                .header("Host", "evil.test")
                .header("X-Forwarded-Host", "evil.test")
                .header("X-Forwarded-Proto", "https")
                .body(link.body())
                .post(SESSIONS);

        // Then
        Problems.check(refused, 401, "dpop-invalid");
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .jwtID(link.id().value())
                .claim("tid", "acme")
                .expirationTime(Date.from(link.expiresAt()))
                .build();
    }
}
