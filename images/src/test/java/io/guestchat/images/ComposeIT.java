package io.guestchat.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Options;
import io.guestchat.local.suite.Options.Reading;
import io.guestchat.local.suite.PortPlan;
import io.guestchat.local.suite.Tenant;
import io.guestchat.scenarios.stage.EmptyFolder;
import io.guestchat.scenarios.stage.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code deploy/compose.yaml} as it stands, prepared as {@code deploy/README.md} says, by podman-compose, with {@link StandIns} of the
 * images of Kafka and Redis: all become ready, people chat, and all end in order. Skipped where podman cannot run, or the ports that
 * the file names are taken.
 */
class ComposeIT {
    private static final Path DEPLOY = Checkout.find().root().resolve("deploy");
    private static final Path FOLDER = Archives.TARGET.resolve("compose");
    private static final String PROJECT = "guestchat-compose-it";
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final List<Service> SERVICES =
            List.of(Service.INVITE, Service.SESSION, Service.RELAY, Service.WEB_GUEST);
    /** Limits that every machine allows, as {@link Podman} has them. */
    private static final String LIMITS = """
            [containers]
            default_ulimits = ["nofile=16384:16384", "nproc=16384:16384"]
            """;

    private static final Map<Service, String> IMAGES = new EnumMap<>(Service.class);
    private static Stage stage;

    @BeforeAll
    static void prepare() throws Exception {
        Assumptions.assumeTrue(Programs.find("podman-compose").isPresent(), "there is no podman-compose here");
        Assumptions.assumeTrue(
                Files.exists(Archives.TARGET.resolve("kafka-tools")), "Kafka's commands are copied for the long form");
        PortPlan ports = ports();
        Assumptions.assumeTrue(ports.taken(false).isEmpty(), () -> "taken: " + ports.taken(false));
        IMAGES.putAll(Archives.load());
        StandIns.load(Archives.TARGET);

        EmptyFolder.at(FOLDER);
        copy("compose.yaml", "compose/suite.properties", "compose/tenants.properties");
        Files.writeString(FOLDER.resolve("containers.conf"), LIMITS);
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("acme-1").generate();
        Files.writeString(FOLDER.resolve("backend.jwks.json"), new JWKSet(key.toPublicJWK()).toString());
        Tenant tenant = new Tenant("acme", "https://acme.example", key);
        stage = new Stage(
                new Endpoints(ports, "kafka:9092", "redis://redis:6379", Map.of(), List.of(tenant)),
                Files.createDirectory(FOLDER.resolve("canary")));
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            compose("down", "--volumes");
        }
    }

    @Test
    void everybodyBecomesReadyPeopleChatAndAllEndInOrder() throws IOException {
        // Given what the page for it says
        must(List.of("bash", "-euc", commands()), FOLDER.resolve("compose"));

        // When
        mustCompose("up", "--detach");

        // Then
        for (Service service : SERVICES) {
            assertTrue(
                    Pause.until(READY_WITHIN, () -> stage.isReady(service)),
                    () -> service + ": " + compose("logs").output());
        }
        Story story = new Story(stage.at(), 2, 3);
        story.play();
        assertFalse(story.invite("notified").session().text("pushKey").isEmpty());
        awaitCanary();

        assertTrue(container(Service.RELAY).hasLoaded("conscrypt"));

        // and
        mustCompose("stop", "--timeout", "30"); // podman-compose 1.0 does not read it from the file
        for (Service service : SERVICES) {
            assertEquals(ENDED_BY_SIGTERM, container(service).exitCode(), service.module());
        }
    }

    private static Podman.Container container(Service service) {
        return new Podman.Container(PROJECT + "_" + service.module() + "_1");
    }

    /** From outside, through the ports that everybody sees. */
    private static void awaitCanary() throws IOException {
        Path settings = stage.settings(Service.CANARY);
        Podman.letRead(FOLDER.resolve("canary"));
        Podman.Container canary = Podman.start(
                IMAGES.get(Service.CANARY), FOLDER, Map.of("QUARKUS_CONFIG_LOCATIONS", settings.toString()));
        try {
            assertTrue(Pause.until(READY_WITHIN, () -> stage.isReady(Service.CANARY)), canary::log);
            stage.awaitCanary();
        } finally {
            canary.remove();
        }
    }

    /** Between going to the folder and going up. */
    private static String commands() throws IOException {
        String page = Files.readString(DEPLOY.resolve("README.md"));
        String block = page.substring(page.indexOf("cd deploy/compose\n") + "cd deploy/compose\n".length());
        return "docker() { podman \"$@\"; }\n"
                + block.substring(0, block.indexOf("cd .. && docker compose up"))
                        .replaceAll(
                                "<public keys[^>]*>",
                                FOLDER.resolve("backend.jwks.json").toString());
    }

    private static Programs.Outcome mustCompose(String... words) {
        return must(composed(words), FOLDER);
    }

    private static Programs.Outcome compose(String... words) {
        return run(composed(words), FOLDER);
    }

    private static List<String> composed(String... words) {
        return Stream.concat(
                        Stream.of("podman-compose", "--project-name", PROJECT, "--file", "compose.yaml"),
                        Stream.of(words))
                .toList();
    }

    private static Programs.Outcome must(List<String> command, Path folder) {
        Programs.Outcome outcome = run(command, folder);
        if (!outcome.succeeded()) {
            throw new AssertionError(command + ": " + outcome.output());
        }
        return outcome;
    }

    private static Programs.Outcome run(List<String> command, Path folder) {
        return Programs.run(
                folder,
                Map.of(
                        "CONTAINERS_CONF",
                        FOLDER.resolve("containers.conf").toString(),
                        "GUESTCHAT_KAFKA_IMAGE",
                        StandIns.KAFKA,
                        "GUESTCHAT_REDIS_IMAGE",
                        StandIns.REDIS),
                command);
    }

    private static void copy(String... files) throws IOException {
        Files.createDirectories(FOLDER.resolve("compose"));
        for (String file : files) {
            Files.copy(DEPLOY.resolve(file), FOLDER.resolve(file));
        }
    }

    private static PortPlan ports() {
        return switch (Options.read(List.of())) {
            case Reading.Understood(Options options) -> PortPlan.of(options);
            case Reading.Refused(String message) -> throw new AssertionError(message);
        };
    }
}
