package io.guestchat.platform.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindKeysTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhichKeysAServiceWouldTake() throws Exception {
        // Given
        JWKSet keys = new JWKSet(List.of(
                new ECKeyGenerator(Curve.P_256).keyID("good").generate(),
                new RSAKeyGenerator(1024, true).keyID("short").generate()));
        Path jwks = Files.writeString(folder.resolve("jwks.json"), keys.toString());

        // When
        List<String> said = FindKeys.look(jwks.toUri(), List.of("good", "short", "missing"));

        // Then
        assertEquals(
                List.of("good: found", "short: not there, or of no use", "missing: not there, or of no use"), said);
    }

    @Test
    void saysThatThereIsNothingToRead() {
        assertEquals(
                List.of("a: the address is not read"),
                FindKeys.look(folder.resolve("none.json").toUri(), List.of("a")));
    }
}
