package io.guestchat.local.suite;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalFailure;
import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The services' settings for one run on this machine, each in a properties file of its own. */
final class Services {
    /** Above the environment's 300 and the system properties' 400: nothing around us moves a port. */
    private static final String ORDINAL = "450";
    /** The two pages' development servers ({@code npm run dev}). */
    private static final String DEVELOPMENT_PAGES = "http://localhost:5173,http://localhost:5174";

    private static final List<String> MODULES =
            List.of("invite-service", "session-service", "relay-service", "web-guest", "sample-provider");

    private final Checkout checkout;
    private final PortPlan ports;
    private final Keys keys;
    private final Path run;
    private final Path logs;
    private final Properties common;
    private final Properties overrides;

    /**
     * @param run takes the properties files
     * @param common for every service
     * @param overrides for every service, stronger than all else
     */
    Services(
            Checkout checkout,
            PortPlan ports,
            Keys keys,
            Path run,
            Path logs,
            Properties common,
            Properties overrides) {
        this.checkout = checkout;
        this.ports = ports;
        this.keys = keys;
        this.run = run;
        this.logs = logs;
        this.common = common;
        this.overrides = overrides;
    }

    static String relayUrl(int port) {
        return "ws://localhost:" + port + "/v1/connect";
    }

    Fleet.Unit webGuest() throws IOException {
        return unit(
                "web-guest",
                "web-guest",
                "web-guest",
                ports.webGuest(),
                Map.of(
                        "guestchat.web.session-url",
                        http(ports.session()),
                        "guestchat.web.relay-origin",
                        "ws://localhost:" + guestsRelay().http()));
    }

    Fleet.Unit invite() throws IOException {
        return unit(
                "invite",
                "invite",
                "invite-service",
                ports.invite(),
                Map.of(
                        "guestchat.invite.link-base",
                        http(ports.webGuest()) + "/i",
                        "guestchat.signing.keys",
                        keys.inviteService().toString()));
    }

    Fleet.Unit session() throws IOException {
        return unit(
                "session",
                "session",
                "session-service",
                ports.session(),
                Map.of(
                        "guestchat.session.public-url", http(ports.session()),
                        "guestchat.session.relay-url", relayUrl(guestsRelay().http()),
                        "guestchat.session.issuer", http(ports.session()),
                        "guestchat.signing.keys", keys.sessionService().toString(),
                        "guestchat.push.keys", keys.push().toString(),
                        "guestchat.push.contact", "mailto:nobody@localhost.example",
                        "guestchat.session.invite-jwks", http(ports.invite()) + "/.well-known/jwks.json",
                        "guestchat.session.origins", http(ports.webGuest()) + "," + DEVELOPMENT_PAGES));
    }

    List<Fleet.Unit> relays() throws IOException {
        List<Fleet.Unit> relays = new ArrayList<>();
        for (int i = 0; i < ports.relays().size(); i++) {
            PortPlan.Service relay = ports.relays().get(i);
            String name = ports.relays().size() == 1 ? "relay" : "relay-" + (i + 1);
            relays.add(unit(
                    name,
                    "relay",
                    "relay-service",
                    relay,
                    Map.of(
                            "guestchat.relay.public-url",
                            relayUrl(relay.http()),
                            "guestchat.relay.session-jwks",
                            http(ports.session()) + "/.well-known/jwks.json",
                            "guestchat.relay.session-issuer",
                            http(ports.session()),
                            "guestchat.relay.origins",
                            http(ports.webGuest()) + "," + http(ports.sampleProvider()) + "," + DEVELOPMENT_PAGES)));
        }
        return relays;
    }

    Fleet.Unit sampleProvider() throws IOException {
        Tenant tenant = keys.tenants().getFirst();
        // Members on the last relay, guests on the first: with several, every message goes from one to another.
        int relay = ports.relays().getLast().http();
        return unit(
                "sample-provider",
                "sample-provider",
                "sample-provider",
                ports.sampleProvider(),
                Map.of(
                        "guestchat.sample.invite-url", http(ports.invite()),
                        "guestchat.sample.session-url", http(ports.session()),
                        "guestchat.sample.relay-url", relayUrl(relay),
                        "guestchat.sample.relay-origin", "ws://localhost:" + relay,
                        "guestchat.sample.tenant", tenant.id(),
                        "guestchat.sample.issuer", tenant.issuer(),
                        "guestchat.sample.key", keys.privateKey(tenant).toString()));
    }

    /** @throws LocalFailure when a service has not been built */
    void requireBuilt() {
        for (String module : MODULES) {
            if (!Files.exists(jar(module))) {
                throw new LocalFailure(module + " is not built: ./guestchat up does it, or ./mvnw package -DskipTests");
            }
        }
    }

    private Path properties(String name) {
        return run.resolve(name + ".properties");
    }

    private PortPlan.Service guestsRelay() {
        return ports.relays().getFirst();
    }

    private Fleet.Unit unit(String name, String role, String module, PortPlan.Service service, Map<String, String> own)
            throws IOException {
        Properties all = new Properties();
        all.putAll(common);
        all.putAll(own);
        all.put("config_ordinal", ORDINAL);
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(service.http()));
        all.put("quarkus.management.host", "127.0.0.1");
        all.put("quarkus.management.port", Integer.toString(service.management()));
        for (Tenant tenant : keys.tenants()) {
            all.put("guestchat.tenants." + tenant.id() + ".issuer", tenant.issuer());
            all.put(
                    "guestchat.tenants." + tenant.id() + ".jwks",
                    keys.jwks(tenant).toUri().toString());
        }
        all.putAll(overrides);
        StringWriter written = new StringWriter();
        all.store(written, name + ", one run");
        OwnerFiles.write(properties(name), written.toString());
        URI ready = URI.create("http://127.0.0.1:" + service.management() + "/q/health/ready");
        return new Fleet.Unit(
                role,
                ready,
                new Child.Spec(name, command(module, name), Map.of(), checkout.root(), logs.resolve(name + ".log")));
    }

    private List<String> command(String module, String name) {
        return Jvm.java(
                Jvm.SERVICE,
                "-Dquarkus.config.locations=" + properties(name),
                "-jar",
                jar(module).toString());
    }

    private Path jar(String module) {
        return checkout.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static String http(PortPlan.Service service) {
        return "http://localhost:" + service.http();
    }
}
