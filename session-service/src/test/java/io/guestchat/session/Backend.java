package io.guestchat.session;

import static io.restassured.RestAssured.given;

import com.nimbusds.jwt.JWTClaimsSet;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A tenant's backend. */
final class Backend {
    private Backend() {}

    /** Ends a conversation, as the backend of that tenant. */
    static Response end(String tenant, String conversation) {
        return given().header("Authorization", "Bearer " + token(tenant, "https://" + tenant + ".test"))
                .delete("/v1/conversations/" + conversation);
    }

    /** A backend token that {@code signer} signs in the name of that issuer. */
    static String token(String signer, String issuer) {
        Instant now = Instant.now();
        return Tokens.sign(
                Surroundings.key(signer),
                "JWT",
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("guestchat:backend")
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build());
    }
}
