package io.guestchat.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Options;
import io.guestchat.local.suite.Options.Reading;
import io.guestchat.local.suite.PortPlan;
import io.guestchat.local.suite.Progress;
import io.guestchat.local.suite.Suite;
import io.guestchat.scenarios.relay.DurableClient;
import io.guestchat.scenarios.relay.Habits;
import io.guestchat.scenarios.relay.Journal;
import io.guestchat.scenarios.relay.MemberCredential;
import io.guestchat.scenarios.relay.RelaySocket;
import io.guestchat.scenarios.stage.EmptyFolder;
import io.guestchat.scenarios.stage.Pause;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The images of {@code ./guestchat images} run, as restricted as the manifests have them, on a real Kafka and Redis. Skipped where there
 * are none or podman cannot run; {@code ./guestchat test --long} builds them first.
 */
class ImagesIT {
    private static final int PORT_BASE = Integer.getInteger("images.port-base", 25_100);
    private static final Path TARGET = Checkout.find().root().resolve("images/target");
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int SOCKETS = 50;
    private static final int GOING_AWAY = 1012;
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    /** A JVM that cannot use what was recorded does not start then. */
    private static final String RECORDING_OR_NOTHING = "-XX:AOTMode=on";

    private static final Map<Service, String> IMAGES = new EnumMap<>(Service.class);
    private static Suite suite;
    private static Endpoints at;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(Programs.find("podman").isPresent(), "there is no podman here");
        for (Service service : Service.values()) {
            List<Path> archives = archives(service);
            Assumptions.assumeTrue(
                    archives.size() == 1, "not one image of " + service.module() + ": ./guestchat images");
            IMAGES.put(service, Podman.load(archives.getFirst()));
        }
        Podman.require(IMAGES.get(Service.WEB_GUEST));
        Path state = EmptyFolder.at(TARGET.resolve("smoke"));
        if (Options.read(List.of("--infra", "--state", state.toString(), "--port-base", Integer.toString(PORT_BASE)))
                instanceof Reading.Understood(Options options)) {
            suite = Suite.create(Checkout.find(), options, new Progress(System.out));
            at = suite.start();
            letAnybodyRead(state.resolve("run"));
            letAnybodyRead(state.resolve("switches"));
        }
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void peopleMeetAndChat() {
        try (Running all = Running.of(RECORDING_OR_NOTHING)) {
            new Story(at, 2, 3).play();

            for (Podman.Container container : all.containers.values()) {
                assertEquals("10001:10001", container.inspect("{{.Config.User}}"));
            }
            all.containers.forEach((service, container) ->
                    assertEquals(ENDED_BY_SIGTERM, container.stop(GRACE), () -> service + ": " + container.log()));
        }
    }

    @Test
    void whoIsConnectedWhenTheRelayEndsIsSentElsewhere() {
        Vertx vertx = Vertx.vertx();
        try (Running all = Running.of(RECORDING_OR_NOTHING)) {
            // Given
            Map<Integer, Integer> codes = new ConcurrentHashMap<>();
            List<DurableClient> members = members(vertx, codes);
            vertx.runOnContext(v -> members.forEach(DurableClient::start));
            assertTrue(Pause.until(READY_WITHIN, () -> members.stream().allMatch(DurableClient::isReady)));

            // When
            int exitCode = all.containers.get(Service.RELAY).stop(GRACE);

            // Then
            assertEquals(ENDED_BY_SIGTERM, exitCode);
            assertTrue(Pause.until(Duration.ofSeconds(5), () -> codes.size() == SOCKETS));
            assertEquals(Set.of(GOING_AWAY), Set.copyOf(codes.values()));
        } finally {
            vertx.close();
        }
    }

    /** What the rehearsal is for. Prints what docs/operating/images.md has. */
    @Test
    void itStartsWithLessEffortThanWithoutTheRecording() {
        Map<Service, Effort> with = efforts(RECORDING_OR_NOTHING);
        Map<Service, Effort> without = efforts("-XX:AOTMode=off");

        for (Service service : Service.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %s; without a recording %s%n",
                    service.module(),
                    with.get(service),
                    without.get(service));
        }
        for (Service service : Service.values()) {
            assertTrue(
                    with.get(service).cpuSeconds() < 0.8 * without.get(service).cpuSeconds(), service.module());
        }
    }

    /** @param anonymousMb memory that is the process' own */
    private record Effort(double readySeconds, double cpuSeconds, double anonymousMb) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "ready after %.1f s, %.1f s of a processor, %.0f MB",
                    readySeconds,
                    cpuSeconds,
                    anonymousMb);
        }
    }

    /** One after the other, so that none waits for another. */
    private static Map<Service, Effort> efforts(String options) {
        Map<Service, Effort> efforts = new EnumMap<>(Service.class);
        // The session-service reads the invite-service's keys, and the relay the session-service's: each waits for
        // nobody here.
        for (Service service : Service.values()) {
            long began = System.nanoTime();
            Podman.Container container = Running.start(service, options);
            try {
                Running.awaitReady(service, container);
                double ready = (System.nanoTime() - began) / 1e9;
                efforts.put(service, new Effort(ready, cpuSeconds(container.pid()), anonymousMb(container.pid())));
            } finally {
                container.remove();
            }
        }
        return efforts;
    }

    /** The four services; removed when it is closed. */
    private record Running(Map<Service, Podman.Container> containers) implements AutoCloseable {
        static Running of(String options) {
            Running running = new Running(new EnumMap<>(Service.class));
            try {
                for (Service service : Service.values()) {
                    running.containers.put(service, start(service, options));
                }
                running.containers.forEach(Running::awaitReady);
                return running;
            } catch (AssertionError e) {
                running.close();
                throw e;
            }
        }

        static Podman.Container start(Service service, String options) {
            Path settings = suite.settings(service.settings());
            return Podman.start(
                    IMAGES.get(service),
                    TARGET.resolve("smoke"),
                    Map.of("QUARKUS_CONFIG_LOCATIONS", settings.toString(), "JAVA_TOOL_OPTIONS", options));
        }

        static void awaitReady(Service service, Podman.Container container) {
            PortPlan ports = at.ports();
            PortPlan.Service own =
                    switch (service) {
                        case INVITE -> ports.invite();
                        case SESSION -> ports.session();
                        case RELAY -> ports.relays().getFirst();
                        case WEB_GUEST -> ports.webGuest();
                    };
            boolean ready = Pause.until(READY_WITHIN, () -> isReady(own.management()));
            assertTrue(ready, () -> service + " is not ready: " + container.log());
        }

        @Override
        public void close() {
            containers.values().forEach(Podman.Container::remove);
        }
    }

    private static boolean isReady(int port) {
        try {
            return Story.get("http://127.0.0.1:" + port + "/q/health/ready").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Why the first connection of each member ended: they connect again at once, to nobody. */
    private record FirstEnd(int member, Map<Integer, Integer> codes) implements Journal {
        @Override
        public void closed(int code) {
            codes.putIfAbsent(member, code);
        }
    }

    private static List<DurableClient> members(Vertx vertx, Map<Integer, Integer> codes) {
        DurableClient.World world = new DurableClient.World(
                vertx, RelaySocket.client(vertx), List.of(URI.create(at.relays().getFirst())), new Random(1));
        return IntStream.range(0, SOCKETS)
                .mapToObj(i -> new DurableClient(
                        world,
                        new MemberCredential(at.tenants().getFirst(), "connected-" + i),
                        List.of(),
                        new Habits(Duration.ofSeconds(1), 0, Duration.ofMinutes(1)),
                        new FirstEnd(i, codes)))
                .toList();
    }

    private static double cpuSeconds(long pid) {
        String[] fields = read(Path.of("/proc/" + pid + "/stat")).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }

    private static double anonymousMb(long pid) {
        return read(Path.of("/proc/" + pid + "/status"))
                        .lines()
                        .filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1_000.0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> archives(Service service) throws IOException {
        Path folder = TARGET.resolve("images");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(service.module() + "-")
                            && file.toString().endsWith(".tar"))
                    .toList();
        }
    }

    /** The suite keeps its settings to its owner; whoever a container runs as is somebody else. */
    private static void letAnybodyRead(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                Files.setPosixFilePermissions(
                        each, PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
