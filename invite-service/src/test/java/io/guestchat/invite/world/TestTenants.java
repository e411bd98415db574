package io.guestchat.invite.world;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;

/** Two tenants and the service's own signing key, made afresh for each run in files below {@code target}. */
public final class TestTenants implements QuarkusTestResourceLifecycleManager {
    private static final Path FOLDER = Path.of("target", "test-tenants");

    @Override
    public Map<String, String> start() {
        try {
            Path own = Files.createDirectories(FOLDER.resolve("own"));
            write(own.resolve("k1.json"), key("k1").toJSONString());
            for (String tenant : new String[] {"acme", "globex"}) {
                ECKey key = key("t1");
                write(privateKey(tenant), key.toJSONString());
                write(publicKeys(tenant), new JWKSet(key.toPublicJWK()).toString());
            }
            return Map.of(
                    "guestchat.signing.keys",
                    own.toAbsolutePath().toString(),
                    "guestchat.invite.link-base",
                    "https://chat.example/i",
                    "guestchat.tenants.acme.issuer",
                    "https://acme.example",
                    "guestchat.tenants.acme.jwks",
                    publicKeys("acme").toUri().toString(),
                    "guestchat.tenants.globex.issuer",
                    "https://globex.example",
                    "guestchat.tenants.globex.jwks",
                    publicKeys("globex").toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    static ECKey keyOf(String tenant) {
        try {
            return ECKey.parse(Files.readString(privateKey(tenant)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path privateKey(String tenant) {
        return FOLDER.resolve(tenant + ".json");
    }

    private static Path publicKeys(String tenant) {
        return FOLDER.toAbsolutePath().resolve(tenant + "-public.json");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
