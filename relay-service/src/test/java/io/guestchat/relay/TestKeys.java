package io.guestchat.relay;

import static java.util.Map.entry;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Signing keys of a session-service and of two tenants, made for this run, and the relay's configuration that trusts them and does
 * not wait as long as elsewhere.
 */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {
    static final String FOLDER = "test.keys";
    static final String SESSION_ISSUER = "https://session.test";
    static final String TENANT = "acme";
    static final String OTHER_TENANT = "globex";
    static final String PUBLIC_URL = "ws://relay.test/v1/connect";
    static final String ORIGIN = "https://chat.test";

    private Path folder = Path.of("");

    static String issuer(String tenant) {
        return "https://" + tenant + ".test";
    }

    /** The private key that {@link #start()} left in the folder. */
    static ECKey read(Path folder, String name) {
        try {
            return ECKey.parse(Files.readString(folder.resolve(name + ".json")));
        } catch (IOException | java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("relay-keys");
            String tenants = write("tenant");
            return Map.ofEntries(
                    entry(FOLDER, folder.toString()),
                    entry("guestchat.relay.public-url", PUBLIC_URL),
                    entry("guestchat.relay.origins", ORIGIN),
                    entry("guestchat.relay.session-issuer", SESSION_ISSUER),
                    entry("guestchat.relay.session-jwks", write("session")),
                    entry("guestchat.tenants." + TENANT + ".issuer", issuer(TENANT)),
                    entry("guestchat.tenants." + TENANT + ".jwks", tenants),
                    entry("guestchat.tenants." + OTHER_TENANT + ".issuer", issuer(OTHER_TENANT)),
                    entry("guestchat.tenants." + OTHER_TENANT + ".jwks", tenants),
                    entry("guestchat.relay.waiting.patience", "200ms"),
                    entry("guestchat.relay.waiting.again", "500ms"),
                    entry("guestchat.relay.waiting.settled", "500ms"));
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(String name) throws IOException, JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        Files.writeString(folder.resolve(name + ".json"), key.toJSONString());
        Path jwks = folder.resolve(name + "-jwks.json");
        Files.writeString(jwks, new JWKSet(List.of(key)).toString(true));
        return jwks.toUri().toString();
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
