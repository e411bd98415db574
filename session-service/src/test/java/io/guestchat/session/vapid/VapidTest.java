package io.guestchat.session.vapid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.session.PushConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VapidTest {
    private static final Instant NOW = Instant.now();
    private static final URI ENDPOINT = URI.create("https://push.test/send?to=me");

    @TempDir
    private Path keys;

    @Test
    void aRetiredKeyGoesOnForItsSubscriptions() throws Exception {
        // Given
        write("p1", NOW.minusSeconds(60));
        String first = current();
        write("p2", NOW.minusSeconds(1));
        Vapid vapid = vapid("mailto:me@push.test");

        // When
        Optional<String> proof = vapid.authorization(ENDPOINT, first, NOW);

        // Then
        vapid.close();
        assertNotEquals(first, vapid.publicKey().orElseThrow());
        assertTrue(proof.orElseThrow().endsWith(", k=" + first));
        SignedJWT token = SignedJWT.parse(proof.get().split(" t=|, k=")[1]);
        assertEquals("{\"typ\":\"JWT\",\"alg\":\"ES256\"}", token.getHeader().toString());
        assertEquals(List.of("https://push.test"), token.getJWTClaimsSet().getAudience());
    }

    @Test
    void aKeyThatIsGoneProvesNothing() throws Exception {
        // Given
        write("p1", NOW.minusSeconds(60));
        String gone = current();
        Files.delete(keys.resolve("p1.json"));
        write("p2", NOW.minusSeconds(60));

        // When
        Vapid vapid = vapid("https://push.test/contact");

        // Then
        assertEquals(Optional.empty(), vapid.authorization(ENDPOINT, gone, NOW));
        vapid.close();
    }

    @Test
    void withoutKeysNobodyIsPushed() {
        // When
        Vapid vapid = new Vapid(config(Optional.empty(), Optional.empty()), new SimpleMeterRegistry());

        // Then
        assertEquals(Optional.empty(), vapid.publicKey());
        assertEquals(Optional.empty(), vapid.authorization(ENDPOINT, "B", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "me@push.test", "http://push.test"})
    void keysWantSomebodyToTurnTo(String contact) throws Exception {
        write("p1", NOW);
        assertThrows(IllegalStateException.class, () -> vapid(contact));
    }

    private String current() {
        Vapid vapid = vapid("mailto:me@push.test");
        vapid.close();
        return vapid.publicKey().orElseThrow();
    }

    private Vapid vapid(String contact) {
        return new Vapid(
                config(
                        Optional.of(keys),
                        Optional.of(contact).filter(c -> !c.isEmpty()).map(URI::create)),
                new SimpleMeterRegistry());
    }

    private void write(String kid, Instant from) throws Exception {
        Files.writeString(
                keys.resolve(kid + ".json"),
                new ECKeyGenerator(Curve.P_256)
                        .keyID(kid)
                        .notBeforeTime(Date.from(from))
                        .generate()
                        .toJSONString());
    }

    private static PushConfig config(Optional<Path> keys, Optional<URI> contact) {
        return new PushConfig() {
            @Override
            public Optional<Path> keys() {
                return keys;
            }

            @Override
            public Optional<URI> contact() {
                return contact;
            }

            @Override
            public Duration ttl() {
                return Duration.ofDays(14);
            }

            @Override
            public boolean privateEndpoints() {
                return false;
            }
        };
    }
}
