package io.guestchat.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.Base64Url;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The attacks of RFC 9449 section 11, by its numbers. Those on the authorization code flow and on the choice of hashes (11.9 to
 * 11.11) have nothing to attack here; replay on another node is in {@link TwoNodesIT}, addresses that are forged to escape a
 * limit in {@link AdmissionIT}.
 */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class DpopAttacksIT {
    private static final String SESSIONS = "/v1/sessions";

    private final Browser guest = new Browser();
    private final Link link = Log.invite();

    /** Puts a proof together by hand: libraries refuse to make most of these. */
    private interface Signer {
        byte[] sign(byte[] input) throws Exception;
    }

    @Test
    void proofReplay_11_1() {
        // Given
        String proof = guest.proof("POST", SESSIONS);
        guest.redeem(link, proof).then().statusCode(201);

        // When
        Response replayed = guest.redeem(link, proof);

        // Then
        Problems.check(replayed, 401, "dpop-invalid");
        String session = guest.redeem(link).path("sessionId");
        String path = SESSIONS + "/" + session + "/tokens";
        String drawing = guest.proof("POST", path);
        given().header("DPoP", drawing).post(path).then().statusCode(200);
        Problems.check(given().header("DPoP", drawing).post(path), 401, "dpop-invalid");
    }

    @Test
    void proofPreGeneration_11_2() {
        // Given: dated for later, and without the nonce of then
        String later = guest.proof(
                "POST", SESSIONS, c -> c.issueTime(Date.from(Instant.now().plusSeconds(300)))
                        .claim("nonce", guest.nonce()));

        // When
        Response refused = guest.redeem(link, later);

        // Then
        Problems.check(refused, 401, "dpop-invalid");
        requireNonce(guest.redeem(link, guest.proof("POST", SESSIONS, c -> {})));
        requireUnused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAABm0yGgAAAAAAAAAAAAAAAAAAAAAAA",
                "AAABm0yGgAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void nonceDowngrade_11_3(String made) {
        // When
        Response refused = guest.redeem(link, guest.proof("POST", SESSIONS, c -> c.claim("nonce", made)));

        // Then
        requireNonce(refused);
        requireUnused();
    }

    @Test
    void nonceDowngradeByChangingOne_11_3() {
        // Given: an hour later, under the MAC of now
        byte[] nonce = Base64Url.decode(guest.nonce());
        nonce[4] ^= 0x10;

        // When
        Response refused =
                guest.redeem(link, guest.proof("POST", SESSIONS, c -> c.claim("nonce", Base64Url.encode(nonce))));

        // Then
        requireNonce(refused);
        assertNotEquals(Base64Url.encode(nonce), refused.header("DPoP-Nonce"));
    }

    @Test
    void aNonceComesAlongBeforeItIsAskedFor() {
        // When
        Response preview = guest.preview(link);

        // Then
        String nonce = preview.then()
                .statusCode(200)
                .header("DPoP-Nonce", notNullValue())
                .extract()
                .header("DPoP-Nonce");
        guest.redeem(link, guest.proof("POST", SESSIONS, c -> c.claim("nonce", nonce)))
                .then()
                .statusCode(201);
    }

    @Test
    void signedJwtSwapping_11_5() {
        // Given
        Response redeemed = guest.redeem(link);
        String accessToken = redeemed.path("accessToken");
        String session = redeemed.path("sessionId");
        String path = SESSIONS + "/" + session + "/tokens";

        // When
        Response refused = given().header("DPoP", accessToken).post(path);

        // Then
        Problems.check(refused, 401, "dpop-invalid");
        Problems.check(given().header("DPoP", link.token()).post(path), 401, "dpop-invalid");
        for (String typ : List.of("JWT", "at+jwt", "gi+jwt", "dpop")) {
            String swapped = byHand(header(typ, "ES256", publicJwk(), ""), path, es256(guest.key()));
            Problems.check(given().header("DPoP", swapped).post(path), 401, "dpop-invalid");
        }
        String proof = guest.proof("GET", SESSIONS + "/" + session, accessToken);
        Problems.check(
                given().header("Authorization", "DPoP " + proof)
                        .header("DPoP", proof)
                        .get(SESSIONS + "/" + session),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("unsuitable")
    void signatureAlgorithms_11_6(String algorithm, JWK jwk, Signer signer) {
        // Given
        String published = jwk.isPrivate() && jwk instanceof OctetSequenceKey
                ? jwk.toJSONString()
                : jwk.toPublicJWK().toJSONString();
        String proof = byHand(header("dpop+jwt", algorithm, published, ""), SESSIONS, signer);

        // When
        Response refused = guest.redeem(link, proof);

        // Then
        Problems.check(refused, 401, "dpop-invalid");
        requireUnused();
    }

    static List<Object[]> unsuitable() throws Exception {
        ECKey p256 = Surroundings.generate("p256");
        ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        OctetSequenceKey symmetric = new OctetSequenceKeyGenerator(256).generate();
        byte[] publicKey = p256.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        return List.of(
                new Object[] {"none", p256, (Signer) input -> new byte[0]},
                new Object[] {"HS256", symmetric, hs256(symmetric.toByteArray())},
                new Object[] {"HS256", p256, hs256(publicKey)},
                new Object[] {"ES256", symmetric, hs256(symmetric.toByteArray())},
                new Object[] {"RS256", rsa, rs256(rsa)},
                new Object[] {
                    "ES384",
                    p384,
                    (Signer) input -> new ECDSASigner(p384)
                            .sign(new JWSHeader(JWSAlgorithm.ES384), input)
                            .decode()
                },
                new Object[] {"ES256", p384, es256(p256)},
                new Object[] {"ES256", Surroundings.generate("another"), es256(p256)});
    }

    @Test
    void untrustedKeysInTheHeader() {
        // Given
        String own = publicJwk();
        String secret = guest.key().toJSONString();
        List<String> headers = List.of(
                header("dpop+jwt", "ES256", secret, ""),
                header("dpop+jwt", "ES256", "null", ""),
                header("dpop+jwt", "ES256", "{}", ""),
                header("dpop+jwt", "ES256", "\"" + guest.jkt() + "\"", ""),
                header("dpop+jwt", "ES256", own, ",\"jku\":\"https://evil.test/jwks.json\""),
                header("dpop+jwt", "ES256", own, ",\"x5u\":\"https://evil.test/cert.pem\""),
                header("dpop+jwt", "ES256", own, ",\"crit\":[\"exp\"],\"exp\":1"),
                header("dpop+jwt", "ES256", own, ",\"b64\":false,\"crit\":[\"b64\"]"),
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\"}");

        // When
        List<Response> refused = headers.stream()
                .map(header -> guest.redeem(link, byHand(header, SESSIONS, es256(guest.key()))))
                .toList();

        // Then
        refused.forEach(each -> Problems.check(each, 401, "dpop-invalid"));
        requireUnused();
        guest.redeem(link, byHand(header("dpop+jwt", "ES256", own, ""), SESSIONS, es256(guest.key())))
                .then()
                .statusCode(201);
    }

    @Test
    void requestIntegrityOfMethodAndAddress_11_7() {
        // Given
        String other = SESSIONS + "/" + Link.random(16) + "/tokens";
        List<String> proofs = List.of(
                guest.proof("GET", SESSIONS, "token"),
                guest.proof("DELETE", SESSIONS),
                guest.proof("post", SESSIONS),
                guest.proof("POST", SESSIONS + "/"),
                guest.proof("POST", SESSIONS + "/preview"),
                guest.proof("POST", other),
                proofFor("http://session.test/v1/sessions"),
                proofFor("https://session.test:8443/v1/sessions"),
                proofFor("https://session.test.evil.test/v1/sessions"),
                proofFor("https://user@session.test/v1/sessions"),
                proofFor("/v1/sessions"),
                proofFor(""));

        // When
        List<Response> refused =
                proofs.stream().map(proof -> guest.redeem(link, proof)).toList();

        // Then
        refused.forEach(each -> Problems.check(each, 401, "dpop-invalid"));
        requireUnused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTPS://Session.Test:443/v1/sessions",
                "https://session.test/v1/%73essions",
                "https://session.test/v1/./x/../sessions?a=b#c"
            })
    void theSameAddressInOtherWordsIsTheSame(String htu) {
        // When
        Response redeemed = guest.redeem(link, proofFor(htu));

        // Then
        redeemed.then().statusCode(201);
    }

    @Test
    void forwardedAddressesDoNotChangeWhatAProofIsFor_11_7() {
        // Given
        String proof = proofFor("https://evil.test/v1/sessions");
        List<Map<String, String>> forged = List.of(
                Map.of("Host", "evil.test"),
                Map.of("X-Forwarded-Host", "evil.test", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "443"),
                Map.of("Forwarded", "for=192.0.2.1;host=evil.test;proto=https"),
                Map.of("X-Forwarded-Prefix", "/other", "X-Original-URL", "https://evil.test/v1/sessions"));

        // When
        List<Response> refused = forged.stream()
                .map(headers -> given().contentType("application/json")
                        .headers(headers)
                        .header("DPoP", proof)
                        .body(link.body())
                        .post(SESSIONS))
                .toList();

        // Then
        refused.forEach(each -> Problems.check(each, 401, "dpop-invalid"));
        requireUnused();
    }

    @Test
    void accessTokenAndPublicKeyBinding_11_8() {
        // Given
        Response redeemed = guest.redeem(link);
        String session = redeemed.path("sessionId");
        String token = redeemed.path("accessToken");
        String path = SESSIONS + "/" + session;
        Browser thief = new Browser();

        // When
        Response stolen = thief.read(session, token);

        // Then
        Problems.check(stolen, 401, "unauthenticated");
        Problems.check(thief.leave(session, token), 401, "unauthenticated");
        Problems.check(thief.token(session), 401, "unauthenticated");
        // A proof without the token's hash, or with another's
        String without = guest.proof("GET", path);
        Problems.check(reading(path, "DPoP " + token, without), 401, "dpop-invalid");
        String anothers = guest.proof("GET", path, "another");
        Problems.check(reading(path, "DPoP " + token, anothers), 401, "dpop-invalid");
        guest.read(session, token).then().statusCode(200);
    }

    @Test
    void downgradeToBearer() {
        // Given
        Response redeemed = guest.redeem(link);
        String path = SESSIONS + "/" + redeemed.path("sessionId");
        String token = redeemed.path("accessToken");

        // When
        Response bearer = given().header("Authorization", "Bearer " + token).get(path);

        // Then
        Problems.check(bearer, 401, "unauthenticated");
        bearer.then().header("WWW-Authenticate", containsString("DPoP"));
        Problems.check(reading(path, "Bearer " + token, guest.proof("GET", path, token)), 401, "unauthenticated");
        Problems.check(given().header("Authorization", "DPoP " + token).get(path), 401, "dpop-invalid");
        Problems.check(
                given().header("Authorization", "DPoP " + token, "Bearer " + token)
                        .header("DPoP", guest.proof("GET", path, token))
                        .get(path),
                401,
                "unauthenticated");
    }

    @Test
    void anAddressThatCannotBeWrittenIsNotFound() {
        // When
        Response refused =
                given().header("DPoP", guest.proof("POST", SESSIONS)).post(SESSIONS + "/{id}/tokens", "a b|%");

        // Then
        Problems.check(refused, 404, "not-found");
    }

    private static Response reading(String path, String authorization, String proof) {
        return given().header("Authorization", authorization)
                .header("DPoP", proof)
                .get(path);
    }

    private String proofFor(String htu) {
        String nonce = guest.nonce();
        return guest.proof("POST", SESSIONS, c -> c.claim("htu", htu).claim("nonce", nonce));
    }

    private void requireUnused() {
        assertEquals(List.of(), Log.sessions(link.id().conversation()));
    }

    private static void requireNonce(Response refused) {
        Problems.check(refused, 401, "use_dpop_nonce");
        refused.then()
                .header("DPoP-Nonce", notNullValue())
                .header("WWW-Authenticate", containsString("error=\"use_dpop_nonce\""));
    }

    private String publicJwk() {
        return guest.key().toPublicJWK().toJSONString();
    }

    private static String header(String typ, String alg, String jwk, String more) {
        return "{\"typ\":\"" + typ + "\",\"alg\":\"" + alg + "\",\"jwk\":" + jwk + more + "}";
    }

    private String byHand(String header, String path, Signer signer) {
        String claims = "{\"jti\":\"" + UUID.randomUUID() + "\",\"htm\":\"POST\",\"htu\":\"" + Surroundings.PUBLIC_URL
                + path + "\",\"iat\":" + Instant.now().getEpochSecond() + ",\"nonce\":\"" + guest.nonce() + "\"}";
        String signed = encode(header) + "." + encode(claims);
        try {
            return signed + "." + Base64Url.encode(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Signer es256(ECKey key) {
        return input -> new ECDSASigner(key)
                .sign(new JWSHeader(JWSAlgorithm.ES256), input)
                .decode();
    }

    private static Signer hs256(byte[] secret) {
        return input -> new MACSigner(secret)
                .sign(new JWSHeader(JWSAlgorithm.HS256), input)
                .decode();
    }

    private static Signer rs256(RSAKey key) {
        return input -> new RSASSASigner(key)
                .sign(new JWSHeader(JWSAlgorithm.RS256), input)
                .decode();
    }
}
