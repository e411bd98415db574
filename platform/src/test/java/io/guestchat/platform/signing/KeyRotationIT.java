package io.guestchat.platform.signing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.token.InviteToken;
import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.token.TokenRefused;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A running service, its directory of keys, and somebody who verifies its tokens by its JWKS. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestSigningKeys.class)
class KeyRotationIT {
    @Inject
    SigningKeys keys;

    @ConfigProperty(name = "guestchat.signing.keys")
    Path directory;

    @TestHTTPResource("/.well-known/jwks.json")
    URI jwks;

    private KeyFiles files;

    @BeforeEach
    void directory() {
        files = new KeyFiles(directory);
    }

    @AfterEach
    void oneKeyAgain() {
        files.put("k1", null, null);
        files.keepOnly("k1");
        eventually(() -> published().equals(Set.of("k1")));
    }

    @Test
    void signsWithTheNextKeyWhenItsTimeComes() throws Exception {
        Instant from = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
        files.put("k2", from, null);
        eventually(() -> published().equals(Set.of("k1", "k2")));
        String before = signer(sign());
        assertTrue(before.equals("k1") || !Instant.now().isBefore(from), "published before it signs");
        eventually(() -> signer(sign()).equals("k2"));
        assertTrue(!Instant.now().isBefore(from));
        assertNotNull(InviteToken.verify(sign(), KeySource.at(jwks)));
    }

    @Test
    void takesARemovedKeyBackFromEverybodyWhoVerifies() throws Exception {
        files.put("k2", Instant.now().minusSeconds(60), null);
        eventually(() -> signer(sign()).equals("k2"));
        String token = sign();
        KeySource verifier = KeySource.at(jwks);
        assertNotNull(InviteToken.verify(token, verifier));
        files.remove("k2");
        eventually(() -> published().equals(Set.of("k1")));
        eventually(() -> !verifies(token, verifier));
        assertEquals("k1", signer(sign()));
        assertNotNull(InviteToken.verify(sign(), verifier));
    }

    private static Set<String> published() {
        try {
            String document = given().get("/.well-known/jwks.json").asString();
            return JWKSet.parse(document).getKeys().stream().map(JWK::getKeyID).collect(Collectors.toSet());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign() {
        return keys.sign(
                InviteToken.TYPE,
                new JWTClaimsSet.Builder()
                        .jwtID("AAAAAAAAAAAAAAAAAAAAAA")
                        .claim("tid", "acme")
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
    }

    private static String signer(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean verifies(String token, KeySource verifier) {
        try {
            InviteToken.verify(token, verifier);
            return true;
        } catch (TokenRefused e) {
            return false;
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not in time");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
