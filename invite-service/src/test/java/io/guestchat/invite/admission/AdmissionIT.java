package io.guestchat.invite.admission;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Samples;
import io.guestchat.invite.world.Tenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class AdmissionIT extends InviteService {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesTokens(String why, String token) {
        // When
        Response answer = get(given().header("Authorization", "Bearer " + token));

        // Then
        requireRefused(answer, "Bearer error=\"invalid_token\"");
    }

    static Stream<Arguments> refusesTokens() {
        Instant now = Instant.now();
        return Stream.of(
                Arguments.of("no token at all", "x"),
                Arguments.of("alg none", unsigned()),
                Arguments.of("another audience", ACME.token(c -> c.audience("guestchat:relay"))),
                Arguments.of("no audience", ACME.token(c -> c.audience((String) null))),
                Arguments.of("another typ", ACME.sign(ACME.key(), "at+jwt", UnaryOperator.identity())),
                Arguments.of("expired", ACME.token(c -> c.expirationTime(Date.from(now.minusSeconds(30))))),
                Arguments.of("no expiry", ACME.token(c -> c.expirationTime(null))),
                Arguments.of("lives too long", ACME.token(c -> c.expirationTime(Date.from(now.plusSeconds(900))))),
                Arguments.of("no iat", ACME.token(c -> c.issueTime(null))),
                Arguments.of("no jti", ACME.token(c -> c.jwtID(null))),
                Arguments.of("unknown issuer", ACME.token(c -> c.issuer("https://evil.example"))),
                Arguments.of("unknown kid", foreignKey("t9")),
                Arguments.of("a stranger's key under a known kid", foreignKey("t1")),
                Arguments.of("signed by another tenant", GLOBEX.token(c -> c.issuer(ACME.issuer()))),
                Arguments.of("changed after signing", changed()));
    }

    @Test
    void asksForAToken() {
        // When
        Response answer = get(given());

        // Then
        requireRefused(answer, "Bearer");
    }

    @Test
    void refusesOtherSchemesAndTwoTokens() {
        // When
        Response basic = get(given().header("Authorization", "Basic eDp5"));
        Response two = get(given().header("Authorization", "Bearer " + ACME.token())
                .header("Authorization", "Bearer " + GLOBEX.token()));

        // Then
        requireRefused(basic, "Bearer");
        requireRefused(two, "Bearer");
    }

    @Test
    void takesTheTenantFromTheTokenAlone() {
        // Given
        String member = Samples.memberId();
        ACME.put(Samples.inviteId(), Samples.body(member)).then().statusCode(201);

        // When
        Response asked = GLOBEX.call()
                .header("X-Tenant", "acme")
                .queryParam("tenantId", "acme")
                .queryParam("memberId", member)
                .get("/v1/invites");

        // Then
        asked.then().statusCode(200).body("invites", empty());
    }

    @Test
    void publishesItsKeysToAnyone() {
        // When
        Response answer = given().get("/.well-known/jwks.json");

        // Then
        answer.then().statusCode(200).body("keys.kid", is(List.of("k1"))).body("keys[0].d", is((Object) null));
    }

    @Test
    void hasNoManagementOnThePublicPort() {
        // When
        Response answer = given().get("/q/health");

        // Then
        answer.then().statusCode(404).contentType("application/problem+json");
    }

    private static Response get(RequestSpecification request) {
        return request.get("/v1/invites/{id}", Samples.inviteId());
    }

    private static void requireRefused(Response answer, String challenge) {
        answer.then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith(challenge))
                .contentType(containsString("application/problem+json"))
                .body("type", is("urn:guestchat:problem:unauthenticated"));
    }

    private static String unsigned() {
        return new PlainJWT(
                        new PlainHeader(),
                        new JWTClaimsSet.Builder()
                                .issuer(ACME.issuer())
                                .audience("guestchat:backend")
                                .build())
                .serialize();
    }

    private static String foreignKey(String kid) {
        return ACME.sign(Tenant.strangersKey(kid), "JWT", UnaryOperator.identity());
    }

    private static String changed() {
        try {
            SignedJWT token = SignedJWT.parse(ACME.token());
            String[] parts = token.serialize().split("\\.", -1);
            String claims = new JWTClaimsSet.Builder(token.getJWTClaimsSet())
                    .jwtID("another")
                    .build()
                    .toPayload()
                    .toBase64URL()
                    .toString();
            return parts[0] + "." + claims + "." + parts[2];
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
