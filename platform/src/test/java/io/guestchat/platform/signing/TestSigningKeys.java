package io.guestchat.platform.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A directory with one key, made for this run. */
public final class TestSigningKeys implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("guestchat-signing-keys");
            Files.writeString(
                    directory.resolve("k1.json"),
                    new ECKeyGenerator(Curve.P_256).keyID("k1").generate().toJSONString());
            return Map.of("guestchat.signing.keys", directory.toString());
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}
}
