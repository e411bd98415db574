package io.guestchat.invite.world;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.protocol.token.BackendToken;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's backend.
 *
 * @param port of the node that it calls; the one under test, unless given
 */
public record Tenant(String id, @Nullable Integer port) {
    public static final Tenant ACME = new Tenant("acme", null);
    public static final Tenant GLOBEX = new Tenant("globex", null);
    /** With settings of its own, and a retention of 1 s. */
    public static final Tenant INITECH = new Tenant("initech", null);

    /** The same backend, calling another node. */
    public Tenant at(int otherPort) {
        return new Tenant(id, otherPort);
    }

    public String issuer() {
        return "https://" + id + ".example";
    }

    public RequestSpecification call() {
        RequestSpecification call = port == null ? given() : given().port(port);
        return call.header("Authorization", "Bearer " + token());
    }

    public Response put(String inviteId, Map<String, ?> body) {
        return call().contentType(ContentType.JSON).body(body).put("/v1/invites/{id}", inviteId);
    }

    public Response get(String inviteId) {
        return call().get("/v1/invites/{id}", inviteId);
    }

    public Response delete(String inviteId) {
        return call().delete("/v1/invites/{id}", inviteId);
    }

    /** A valid backend token. */
    public String token() {
        return token(UnaryOperator.identity());
    }

    /** A backend token that is valid but for what {@code change} does to its claims. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(TestTenants.keyOf(id), "JWT", change);
    }

    /** A token with these claims, signed by any key. */
    public String sign(ECKey key, String typ, UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(BackendToken.AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(typ))
                        .keyID(key.getKeyID())
                        .build(),
                change.apply(claims).build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** A key that no tenant has published, under an id that one uses. */
    public static ECKey strangersKey(String kid) {
        return TestTenants.key(kid);
    }

    public ECKey key() {
        return TestTenants.keyOf(id);
    }
}
