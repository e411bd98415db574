package io.guestchat.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.Checkout;
import io.guestchat.local.suite.Options;
import io.guestchat.local.suite.Options.Reading;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The images of {@code ./guestchat images} run, as restricted as the manifests have them, on a real Kafka and Redis. Skipped where there
 * are none or podman cannot run; {@code ./guestchat test --long} builds them first.
 */
class ImagesIT {
    private static final int PORT_BASE = Integer.getInteger("images.port-base", 25_100);
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** What {@code guestchat.relay.drain} is told. */
    private static final Duration DRAIN = Duration.ofSeconds(5);
    /** As the manifests reckon it: 2 s for the last socket, 2 s for each of three consumers, 5 s for the JVM. */
    private static final Duration ITS_END = Duration.ofSeconds(13);

    /** It is unpacked into {@code /tmp}; where that cannot be, the JDK does it, and takes six times as long. */
    private static final String VERIFIES_SIGNATURES = "conscrypt";

    private static final int SOCKETS = 50;
    private static final long MOST_BYTES = 125_000_000;
    private static final int SERVICE_RESTART = 1012;
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    /** A JVM that cannot use what was recorded does not start then. */
    private static final String RECORDING_OR_NOTHING = "-XX:AOTMode=on";

    private static final Map<Service, String> IMAGES = new EnumMap<>(Service.class);
    private static final Map<Service, Path> SETTINGS = new EnumMap<>(Service.class);
    private static Suite suite;
    private static Stage stage;

    @BeforeAll
    static void start() throws IOException {
        IMAGES.putAll(Archives.load());
        Path state = EmptyFolder.at(Archives.TARGET.resolve("smoke"));
        if (Options.read(List.of("--infra", "--state", state.toString(), "--port-base", Integer.toString(PORT_BASE)))
                instanceof Reading.Understood(Options options)) {
            suite = Suite.create(Checkout.find(), options, new Progress(System.out));
            stage = Stage.of(suite, suite.start());
            for (Service service : Service.values()) {
                SETTINGS.put(service, stage.settings(service));
            }
            Podman.letRead(state.resolve("run"));
            Podman.letRead(state.resolve("switches"));
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
        try (Running all = Running.of(RECORDING_OR_NOTHING, Map.of())) {
            new Story(stage.at(), 2, 3).play();
            stage.awaitCanary();

            assertTrue(all.containers.get(Service.SESSION).hasLoaded(VERIFIES_SIGNATURES));
            assertTrue(all.containers.get(Service.RELAY).hasLoaded(VERIFIES_SIGNATURES));
            for (Podman.Container container : all.containers.values()) {
                assertEquals("10001:10001", container.inspect("{{.Config.User}}"));
            }
            all.containers.forEach((service, container) ->
                    assertEquals(ENDED_BY_SIGTERM, container.stop(GRACE), () -> service + ": " + container.log()));
        }
    }

    @Test
    void whoIsConnectedWhenTheRelayEndsIsSentElsewhereOneAfterTheOther() {
        Vertx vertx = Vertx.vertx();
        try (Running all = Running.of(RECORDING_OR_NOTHING, Map.of("GUESTCHAT_RELAY_DRAIN", DRAIN.toSeconds() + "s"))) {
            // Given
            Map<Integer, End> ends = new ConcurrentHashMap<>();
            List<DurableClient> members = members(vertx, ends);
            vertx.runOnContext(v -> members.forEach(DurableClient::start));
            assertTrue(Pause.until(READY_WITHIN, () -> members.stream().allMatch(DurableClient::isReady)));

            // When
            long began = System.nanoTime();
            int exitCode = all.containers.get(Service.RELAY).stop(GRACE);
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            // Then
            assertEquals(ENDED_BY_SIGTERM, exitCode);
            assertTrue(took.compareTo(DRAIN.plus(ITS_END)) <= 0, took.toString());
            assertTrue(Pause.until(Duration.ofSeconds(5), () -> ends.size() == SOCKETS));
            assertEquals(
                    Set.of(SERVICE_RESTART),
                    ends.values().stream().map(End::code).collect(Collectors.toSet()));
            // and each had its moment: what all clients do at once, the next relay has to bear
            LongSummaryStatistics when =
                    ends.values().stream().mapToLong(End::at).summaryStatistics();
            assertTrue(when.getMax() - when.getMin() >= DRAIN.toNanos() * 4 / 5, when.toString());
            assertTrue(when.getMax() - began <= DRAIN.plusSeconds(3).toNanos(), when.toString());
            assertTrue(most(ends, Duration.ofSeconds(1)) <= SOCKETS / 2);
        } finally {
            vertx.close();
        }
    }

    /** How many ended within a time of each other, at most. */
    private static long most(Map<Integer, End> ends, Duration within) {
        return ends.values().stream()
                .mapToLong(first -> ends.values().stream()
                        .filter(end -> end.at() >= first.at() && end.at() < first.at() + within.toNanos())
                        .count())
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void itIsSmallAndHoldsNoShell(Service service) throws IOException {
        Path archive = Archives.of(service).orElseThrow();

        assertTrue(Files.size(archive) < MOST_BYTES, archive + " has " + Files.size(archive));
        assertTrue(Podman.lacks(IMAGES.get(service), "/bin/sh"));
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
        // The canary is at work before it is ready, which no recording saves.
        for (Service service : EnumSet.complementOf(EnumSet.of(Service.CANARY))) {
            assertTrue(
                    with.get(service).cpuSeconds() < 0.8 * without.get(service).cpuSeconds(), service.module());
        }
    }

    /** One after the other, so that none waits for another. */
    private static Map<Service, Effort> efforts(String options) {
        Map<Service, Effort> efforts = new EnumMap<>(Service.class);
        // The session-service reads the invite-service's keys, and the relay the session-service's: each waits for
        // nobody here.
        for (Service service : Service.values()) {
            long began = System.nanoTime();
            Podman.Container container = Running.start(service, options, Map.of());
            try {
                Running.awaitReady(service, container);
                double ready = (System.nanoTime() - began) / 1e9;
                efforts.put(service, Effort.of(container.pid(), ready));
            } finally {
                container.remove();
            }
        }
        return efforts;
    }

    /** All services; removed when it is closed. */
    private record Running(Map<Service, Podman.Container> containers) implements AutoCloseable {
        /** @param more variables of their environment */
        static Running of(String options, Map<String, String> more) {
            Running running = new Running(new EnumMap<>(Service.class));
            try {
                for (Service service : Service.values()) {
                    running.containers.put(service, start(service, options, more));
                }
                running.containers.forEach(Running::awaitReady);
                return running;
            } catch (AssertionError e) {
                running.close();
                throw e;
            }
        }

        static Podman.Container start(Service service, String options, Map<String, String> more) {
            Map<String, String> environment = new TreeMap<>(more);
            environment.put("QUARKUS_CONFIG_LOCATIONS", SETTINGS.get(service).toString());
            environment.put("JAVA_TOOL_OPTIONS", options);
            return Podman.start(IMAGES.get(service), Archives.TARGET.resolve("smoke"), environment);
        }

        static void awaitReady(Service service, Podman.Container container) {
            boolean ready = Pause.until(READY_WITHIN, () -> stage.isReady(service));
            assertTrue(ready, () -> service + " is not ready: " + container.log());
        }

        @Override
        public void close() {
            containers.values().forEach(Podman.Container::remove);
        }
    }

    /**
     * Of a connection.
     *
     * @param at by {@link System#nanoTime}
     */
    private record End(int code, long at) {}

    /** How the first connection of each member ended: they connect again at once, to nobody. */
    private record FirstEnd(int member, Map<Integer, End> ends) implements Journal {
        @Override
        public void closed(int code) {
            ends.putIfAbsent(member, new End(code, System.nanoTime()));
        }
    }

    private static List<DurableClient> members(Vertx vertx, Map<Integer, End> ends) {
        DurableClient.World world = new DurableClient.World(
                vertx,
                RelaySocket.client(vertx),
                List.of(URI.create(stage.at().relays().getFirst())),
                new Random(1));
        return IntStream.range(0, SOCKETS)
                .mapToObj(i -> new DurableClient(
                        world,
                        new MemberCredential(stage.at().tenants().getFirst(), "connected-" + i),
                        List.of(),
                        new Habits(Duration.ofSeconds(1), 0, Duration.ofMinutes(1)),
                        new FirstEnd(i, ends)))
                .toList();
    }
}
