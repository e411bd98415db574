package io.guestchat.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.protocol.Base64Url;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A guest's browser: a key, and the calls a page makes with it. */
final class Browser {
    /** The port that the test framework sets before each test. */
    private static final int CURRENT = 0;

    private final ECKey key;
    private final int port;
    /** The last nonce it was given, by any node. */
    private @Nullable String nonce;

    /** A browser that calls the service under test. */
    Browser() {
        this(CURRENT);
    }

    /** A browser that calls the node on this port. */
    Browser(int port) {
        this(port, Surroundings.generate("browser"));
    }

    private Browser(int port, ECKey key) {
        this.port = port;
        this.key = key;
    }

    private RequestSpecification call() {
        return port == CURRENT ? given() : given().port(port);
    }

    /** The same browser, sent to another node. */
    Browser at(int otherPort) {
        Browser there = new Browser(otherPort, key);
        there.nonce = nonce;
        return there;
    }

    /** A nonce for its next proof. One that is never asked for is got by asking for something that there is not. */
    String nonce() {
        if (nonce == null) {
            String path = "/v1/sessions/" + Link.random(16) + "/tokens";
            nonce = call().header("DPoP", proof("POST", path, claims -> claims.claim("nonce", "none")))
                    .post(path)
                    .header("DPoP-Nonce");
        }
        return nonce;
    }

    /** The thumbprint of its key. */
    String jkt() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    ECKey key() {
        return key;
    }

    Response preview(Link link) {
        return call().contentType("application/json").body(link.body()).post("/v1/sessions/preview");
    }

    /** Redeems, as often as a page would try while a node or a dependency is changing, and answers the session's id. */
    String bound(Link link) {
        AtomicReference<String> session = new AtomicReference<>();
        Eventually.passes(Duration.ofSeconds(60), () -> {
            Response answer = redeem(link);
            answer.then().statusCode(oneOf(200, 201));
            session.set(answer.path("sessionId"));
        });
        return session.get();
    }

    Response redeem(Link link) {
        return redeem(link, proof("POST", "/v1/sessions"));
    }

    Response redeem(Link link, String proof) {
        return call().contentType("application/json")
                .header("DPoP", proof)
                .body(link.body())
                .post("/v1/sessions");
    }

    Response request(Link link) {
        return call().contentType("application/json").body(link.body()).post("/v1/requests");
    }

    Response token(String sessionId) {
        String path = "/v1/sessions/" + sessionId + "/tokens";
        return call().header("DPoP", proof("POST", path)).post(path);
    }

    Response read(String sessionId, String accessToken) {
        return authenticated("GET", sessionId, accessToken).get("/v1/sessions/" + sessionId);
    }

    Response leave(String sessionId, String accessToken) {
        return authenticated("DELETE", sessionId, accessToken).delete("/v1/sessions/" + sessionId);
    }

    /** @param subscription the body */
    Response keepPush(String sessionId, String accessToken, String subscription) {
        return authenticated("PUT", sessionId + "/push", accessToken)
                .contentType("application/json")
                .body(subscription)
                .put("/v1/sessions/" + sessionId + "/push");
    }

    Response dropPush(String sessionId, String accessToken) {
        return authenticated("DELETE", sessionId + "/push", accessToken).delete("/v1/sessions/" + sessionId + "/push");
    }

    /** @param below {@code /v1/sessions/} */
    private RequestSpecification authenticated(String method, String below, String accessToken) {
        return call().header("Authorization", "DPoP " + accessToken)
                .header("DPoP", proof(method, "/v1/sessions/" + below, accessToken));
    }

    /** A valid proof that goes along with a token. */
    String proof(String method, String path, String accessToken) {
        String fresh = nonce();
        return proof(method, path, claims -> claims.claim("nonce", fresh).claim("ath", hash(accessToken)));
    }

    /** A valid proof for this service. */
    String proof(String method, String path) {
        String fresh = nonce();
        return proof(method, path, claims -> claims.claim("nonce", fresh));
    }

    /** A proof that {@code change} has its way with, without a nonce unless it sets one. */
    String proof(String method, String path, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", Surroundings.PUBLIC_URL + path)
                .issueTime(Date.from(Instant.now()));
        change.accept(claims);
        return Tokens.sign(
                key,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                claims.build());
    }

    static String hash(String token) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
