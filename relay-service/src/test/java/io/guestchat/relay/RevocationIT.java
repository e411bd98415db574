package io.guestchat.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A signing key that leaked: its signer publishes it no longer. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class RevocationIT {
    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = TestKeys.FOLDER)
    Path keys;

    @Test
    @Timeout(60)
    void aRevokedKeyTakesItsConnectionsAlongAndNoOthers() throws Exception {
        // Given
        TestWorld world = TestWorld.redeemed();
        Path jwks = keys.resolve("session-jwks.json");
        String before = Files.readString(jwks);
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            // When
            replace(jwks, another());
            // Then
            assertEquals(4401, guest.closeCode());
            member.send(1, "still here");
            member.accepted(1);
            try (TestPeer again = TestPeer.guestWithoutReady(base.getPort(), world)) {
                assertFalse(again.readyOrClosed());
            }
        } finally {
            replace(jwks, before);
            awaitTrust();
        }
    }

    /** The key source reads again within seconds; a connection that is refused meanwhile is simply tried again. */
    private void awaitTrust() {
        TestWorld world = TestWorld.redeemed();
        while (true) {
            try (TestPeer guest = TestPeer.guestWithoutReady(base.getPort(), world)) {
                if (guest.readyOrClosed()) {
                    return;
                }
            }
        }
    }

    private static String another() throws JOSEException {
        return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("k2").generate()).toString(true);
    }

    /** At once: half a file is no JWKS. */
    private static void replace(Path file, String text) throws IOException {
        Path fresh = Files.writeString(file.resolveSibling("fresh"), text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
