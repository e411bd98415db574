package io.guestchat.invite.admission;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Samples;
import io.guestchat.invite.world.Tenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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
                Arguments.of("issued in the future", ACME.token(c -> c.issueTime(Date.from(now.plusSeconds(60))))),
                Arguments.of("lives a second too long", ACME.token(c -> c.issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(301))))),
                Arguments.of("a member's", ACME.token(c -> c.audience("guestchat:relay")
                        .subject("ada"))),
                Arguments.of("alg of the other kind, keyed by the public key", symmetric()),
                Arguments.of("jku", withHeader(h -> h.jwkURL(URI.create("https://evil.example/jwks.json")))),
                Arguments.of("x5u", withHeader(h -> h.x509CertURL(URI.create("https://evil.example/cert")))),
                Arguments.of("its own key along", selfSigned()),
                Arguments.of("crit", withHeader(h -> h.criticalParams(Set.of("exp")))),
                Arguments.of("kid as a path", foreignKey("../../../../dev/null")),
                Arguments.of("kid as a query", foreignKey("t1' OR '1'='1")),
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
    void takesTheSchemeInAnySpellingAndNowhereElse() {
        // When
        Response lower = get(given().header("Authorization", "bearer " + ACME.token()));
        Response inQuery = get(given().queryParam("access_token", ACME.token()));
        Response inCookie = get(given().cookie("access_token", ACME.token()));
        Response bare = get(given().header("Authorization", ACME.token()));
        Response listed = get(given().header("Authorization", "Bearer " + ACME.token() + ", Bearer " + ACME.token()));

        // Then
        lower.then().statusCode(404);
        requireRefused(inQuery, "Bearer");
        requireRefused(inCookie, "Bearer");
        requireRefused(bare, "Bearer");
        requireRefused(listed, "Bearer");
    }

    @Test
    void refusesEachCallAlike() {
        // Given
        String id = Samples.inviteId();
        String expired =
                ACME.token(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(30))));

        // When
        Supplier<RequestSpecification> call = () -> given().header("Authorization", "Bearer " + expired);
        List<Response> answers = List.of(
                call.get().get("/v1/invites"),
                call.get().get("/v1/invites/{id}", id),
                call.get().delete("/v1/invites/{id}", id),
                call.get().contentType(ContentType.JSON).body("not even JSON").put("/v1/invites/{id}", id));

        // Then
        answers.forEach(answer -> requireRefused(answer, "Bearer error=\"invalid_token\""));
    }

    @Test
    void takesTheTenantFromTheTokenAlone() {
        // Given
        String member = Samples.memberId();
        ACME.put(Samples.inviteId(), Samples.body(member)).then().statusCode(201);

        // When
        Response asked = GLOBEX.call()
                .header("X-Tenant", "acme")
                .queryParam("memberId", member)
                .get("/v1/invites");
        Response named = GLOBEX.call()
                .queryParam("tenantId", "acme")
                .queryParam("memberId", member)
                .get("/v1/invites");

        // Then
        asked.then().statusCode(200).body("invites", empty());
        named.then().statusCode(400).body("type", is("urn:guestchat:problem:malformed"));
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

    /** Signed with the tenant's public key as if it were a shared secret. */
    private static String symmetric() {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(ACME.key().getKeyID())
                            .build(),
                    SignedJWT.parse(ACME.token()).getJWTClaimsSet());
            token.sign(new MACSigner(ACME.key().toECPublicKey().getEncoded()));
            return token.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String selfSigned() {
        ECKey own = Tenant.strangersKey("t1");
        return withHeader(own, header -> header.jwk(own.toPublicJWK()));
    }

    private static String withHeader(UnaryOperator<JWSHeader.Builder> change) {
        return withHeader(ACME.key(), change);
    }

    private static String withHeader(ECKey key, UnaryOperator<JWSHeader.Builder> change) {
        try {
            JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID());
            SignedJWT token = new SignedJWT(
                    change.apply(header).build(), SignedJWT.parse(ACME.token()).getJWTClaimsSet());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
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
