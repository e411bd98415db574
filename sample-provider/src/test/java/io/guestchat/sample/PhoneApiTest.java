package io.guestchat.sample;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.sample.FakeSuite.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeSuite.class)
class PhoneApiTest {

    private static final Map<String, String> INVITE = Map.of("inviteId", "i", "claimHash", "c", "sealedRecord", "s");

    @BeforeEach
    void forgetRequests() {
        FakeSuite.REQUESTS.clear();
    }

    @Test
    void publishesThePublicKeyAlone() {
        // When
        given().get("/.well-known/jwks.json")
                // Then
                .then()
                .statusCode(200)
                .body("keys.kid", contains("k1"))
                .body("keys[0]", not(hasKey("d")));
    }

    @Test
    void anaAndMihaiExist() {
        given().get("/api/members").then().statusCode(200).body("name", contains("Ana", "Mihai"));
    }

    @Test
    void aMembersRelayTokenIsAsTheSuiteWantsIt() throws Exception {
        // When
        String token = as("mihai")
                .get("/api/relay-token")
                .then()
                .statusCode(200)
                .extract()
                .path("token");

        // Then
        JWTClaimsSet claims = verified(token);
        assertEquals("https://acme.example", claims.getIssuer());
        assertEquals(List.of("guestchat:relay"), claims.getAudience());
        assertEquals("mihai", claims.getSubject());
        assertTrue(lifeOf(claims).compareTo(Duration.ofHours(1)) <= 0);
    }

    @Test
    void anInviteIsAskedForInTheMembersNameWithABackendToken() throws Exception {
        // When
        as("ana")
                .contentType(ContentType.JSON)
                .body(INVITE)
                .post("/api/invites")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token", equalTo("t"));

        // Then
        Request request = FakeSuite.REQUESTS.getFirst();
        assertEquals("PUT /v1/invites/i", request.method() + " " + request.path());
        assertTrue(request.body().contains("\"memberId\":\"ana\""));
        assertFalse(request.body().contains("inviteId"));
        JWTClaimsSet claims = verified(request.authorization().substring("Bearer ".length()));
        assertEquals(List.of("guestchat:backend"), claims.getAudience());
        assertNotNull(claims.getJWTID());
        assertNotNull(claims.getIssueTime());
        assertTrue(lifeOf(claims).compareTo(Duration.ofMinutes(5)) <= 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/invites/", "/api/conversations/"})
    void aMemberEndsOnlyWhatIsTheirs(String path) {
        // When
        int own = as("ana").delete(path + FakeSuite.INVITE_OF_ANA).statusCode();
        int foreign = as("mihai").delete(path + FakeSuite.INVITE_OF_ANA).statusCode();

        // Then
        assertEquals(204, own);
        assertEquals(404, foreign);
        assertEquals(
                1,
                FakeSuite.REQUESTS.stream()
                        .filter(request -> request.method().equals("DELETE"))
                        .count());
    }

    @Test
    void aBlockedGuestsConversationEndsAndIsRemembered() {
        // Given
        Map<String, String> block = Map.of("conversation", FakeSuite.INVITE_OF_ANA);

        // When
        int own = as("ana")
                .contentType(ContentType.JSON)
                .body(block)
                .post("/api/blocks")
                .statusCode();
        int foreign = as("mihai")
                .contentType(ContentType.JSON)
                .body(block)
                .post("/api/blocks")
                .statusCode();

        // Then
        assertEquals(List.of(204, 404), List.of(own, foreign));
        assertEquals(
                List.of("/v1/conversations/" + FakeSuite.INVITE_OF_ANA),
                FakeSuite.REQUESTS.stream()
                        .filter(request -> request.method().equals("DELETE"))
                        .map(Request::path)
                        .toList());
        as("ana").get("/api/blocks").then().statusCode(200).body("$", contains(FakeSuite.INVITE_OF_ANA));
        as("mihai").get("/api/blocks").then().statusCode(200).body("$", empty());
    }

    @Test
    void withoutALoginOfOursThereIsNothing() {
        // Given
        String relayToken = as("ana").get("/api/relay-token").path("token");

        // When
        List<Integer> statuses = List.of(
                given().get("/api/relay-token").statusCode(),
                bearer("nonsense").get("/api/relay-token").statusCode(),
                bearer(relayToken).get("/api/relay-token").statusCode());

        // Then
        assertEquals(List.of(401, 401, 401), statuses);
    }

    @Test
    void aBodyWithoutItsMembersIsRefused() {
        as("ana")
                .contentType(ContentType.JSON)
                .body(Map.of("inviteId", "i"))
                .post("/api/invites")
                .then()
                .statusCode(400);
        assertTrue(FakeSuite.REQUESTS.isEmpty());
    }

    @Test
    void thePhonePageComesWithStrictHeaders() {
        // When
        given().get("/")
                // Then
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .header("Content-Security-Policy", containsString("connect-src 'self' ws://localhost:8083;"))
                .header("Content-Security-Policy", containsString("trusted-types 'none'"))
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-cache");
    }

    private static RequestSpecification as(String member) {
        return bearer(given().contentType(ContentType.JSON)
                .body(Map.of("member", member))
                .post("/api/login")
                .then()
                .statusCode(200)
                .extract()
                .path("token"));
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** The token's claims, once its signature fits the published key. */
    private static JWTClaimsSet verified(String token) throws Exception {
        JWKSet keys = JWKSet.parse(given().get("/.well-known/jwks.json").asString());
        SignedJWT jwt = SignedJWT.parse(token);
        assertEquals(JOSEObjectType.JWT, jwt.getHeader().getType());
        ECKey key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();
        assertTrue(jwt.verify(new ECDSAVerifier(key)));
        return jwt.getJWTClaimsSet();
    }

    private static Duration lifeOf(JWTClaimsSet claims) {
        return Duration.between(Instant.now(), claims.getExpirationTime().toInstant());
    }
}
