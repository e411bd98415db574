package io.guestchat.session;

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
import org.eclipse.microprofile.config.ConfigProvider;

/** Everybody else's keys: the invite-service's, two tenants', and this service's own; files, made afresh. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    static final String PUBLIC_URL = "https://session.test";
    static final String RELAY_URL = "wss://relay.test/v1/connect";
    static final String ORIGIN = "https://chat.test";
    static final String PUSH_CONTACT = "mailto:operator@session.test";
    private static final String FOLDER = "guestchat.test.keys";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("guestchat-session-keys");
            write(folder, "invite");
            write(folder, "acme");
            write(folder, "globex");
            Path own = Files.createDirectory(folder.resolve("own"));
            Files.writeString(own.resolve("k1.json"), generate("k1").toJSONString());
            Path push = Files.createDirectory(folder.resolve("push"));
            Files.writeString(push.resolve("p1.json"), generate("p1").toJSONString());
            return Map.ofEntries(
                    Map.entry(FOLDER, folder.toString()),
                    Map.entry("guestchat.session.public-url", PUBLIC_URL),
                    Map.entry("guestchat.session.relay-url", RELAY_URL),
                    Map.entry("guestchat.session.origins", ORIGIN),
                    Map.entry("guestchat.signing.keys", own.toString()),
                    Map.entry("guestchat.push.keys", push.toString()),
                    Map.entry("guestchat.push.contact", PUSH_CONTACT),
                    Map.entry("guestchat.push.private-endpoints", "true"),
                    Map.entry("guestchat.session.invite-jwks", jwks(folder, "invite")),
                    Map.entry("guestchat.limits.enabled", "false"),
                    Map.entry("guestchat.tenants.acme.issuer", "https://acme.test"),
                    Map.entry("guestchat.tenants.acme.jwks", jwks(folder, "acme")),
                    Map.entry("guestchat.tenants.globex.issuer", "https://globex.test"),
                    Map.entry("guestchat.tenants.globex.jwks", jwks(folder, "globex")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    /** The private key of {@code invite}, {@code acme} or {@code globex}. */
    static ECKey key(String owner) {
        try {
            Path folder = Path.of(ConfigProvider.getConfig().getValue(FOLDER, String.class));
            return ECKey.parse(Files.readString(folder.resolve(owner + ".private.json")));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey generate(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path folder, String owner) throws IOException {
        ECKey key = generate(owner + "-1");
        Files.writeString(folder.resolve(owner + ".private.json"), key.toJSONString());
        Files.writeString(folder.resolve(owner + ".json"), new JWKSet(key.toPublicJWK()).toString());
    }

    private static String jwks(Path folder, String owner) {
        return folder.resolve(owner + ".json").toUri().toString();
    }
}
