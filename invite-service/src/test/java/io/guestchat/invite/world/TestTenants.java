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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two tenants by the defaults, one with settings of its own, and the service's signing key, made afresh for each run in files below {@code target}. */
public final class TestTenants implements QuarkusTestResourceLifecycleManager {
    private static final List<String> TENANTS = List.of("acme", "globex", "initech");
    private static final Path FOLDER = Path.of("target", "test-tenants");

    @Override
    public Map<String, String> start() {
        try {
            Path own = Files.createDirectories(FOLDER.resolve("own"));
            write(own.resolve("k1.json"), key("k1").toJSONString());
            for (String tenant : TENANTS) {
                ECKey key = key("t1");
                write(privateKey(tenant), key.toJSONString());
                write(publicKeys(tenant), new JWKSet(key.toPublicJWK()).toString());
            }
            Map<String, String> settings = new HashMap<>(Map.of(
                    "guestchat.signing.keys", own.toAbsolutePath().toString(),
                    "guestchat.invite.link-base", "https://chat.example/i",
                    "guestchat.tenants.initech.link-base", "https://chat.initech.example/i",
                    "guestchat.tenants.initech.limits.active-invites-per-member", "3",
                    "guestchat.tenants.initech.limits.default-expiry", "PT1H",
                    "guestchat.tenants.initech.limits.max-expiry", "P1D",
                    "guestchat.tenants.initech.limits.default-idle", "PT2H",
                    "guestchat.tenants.initech.retention", "PT1S"));
            for (String tenant : TENANTS) {
                settings.put("guestchat.tenants." + tenant + ".issuer", "https://" + tenant + ".example");
                settings.put(
                        "guestchat.tenants." + tenant + ".jwks",
                        publicKeys(tenant).toUri().toString());
            }
            return settings;
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
