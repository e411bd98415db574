package io.guestchat.scenarios.suite;

import io.guestchat.local.Checkout;
import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Options;
import io.guestchat.local.suite.PortPlan;
import io.guestchat.local.suite.Progress;
import io.guestchat.scenarios.trace.RedisTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The running suite: what {@code ./guestchat up --relays 2} starts, on ports of its own ({@code -Dscenarios.port-base}). Guests
 * connect to the first relay and members to the second, so that every message goes from one to the other; when one is gone,
 * the other takes its connections, as behind a load balancer. Traces are on, and their collector is away unless a story opens it.
 */
public final class Suite implements AutoCloseable {
    /** A member of the sample provider whose name stands nowhere else. */
    public static final String PRIVATE_MEMBER = "Robin Redbreast";

    private static final String GUESTS_RELAY = "relay-1";

    /** Not used by the suite itself. */
    private static final int GUESTS_FRONT_OFFSET = 8;

    private static final int MEMBERS_FRONT_OFFSET = 9;
    private static final int COLLECTOR_OFFSET = 11;

    private final io.guestchat.local.suite.Suite local;
    private final List<RelayFront> fronts;
    private final int collectorPort;

    private Suite(io.guestchat.local.suite.Suite local, List<RelayFront> fronts, int collectorPort) {
        this.local = local;
        this.fronts = fronts;
        this.collectorPort = collectorPort;
    }

    /** Starts it, and returns when all of it is ready. */
    public static Suite start() {
        int base = Integer.getInteger("scenarios.port-base", 23_000);
        Path state = evidence().resolve("suite");
        Options options = options(List.of(
                "--port-base", Integer.toString(base),
                "--relays", "2",
                "--state", state.toString(),
                "--config", settings(base).toString()));
        var local = io.guestchat.local.suite.Suite.create(Checkout.find(), options, new Progress(System.out));
        try {
            List<InetSocketAddress> relays = addresses(local.start());
            return new Suite(
                    local,
                    List.of(
                            RelayFront.open(base + GUESTS_FRONT_OFFSET, relays),
                            RelayFront.open(base + MEMBERS_FRONT_OFFSET, relays.reversed())),
                    base + COLLECTOR_OFFSET);
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    /** The folder for what is kept of failed tests; the suite itself lives in {@code suite}. */
    public static Path evidence() {
        return Checkout.find().root().resolve("scenarios/target/scenarios");
    }

    /** Fails when a part of it has ended that it cannot do without: no use in waiting for pages then. */
    public void requireAlive() {
        if (local.lost().isDone()) {
            throw new IllegalStateException(local.lost().join().name() + " has ended; see " + logs());
        }
    }

    /** Waits until each service says that it is ready: the story before may have emptied Redis under them. */
    public void awaitReady() {
        Readiness.await(endpoints().ports());
    }

    /** Where its parts are. */
    public Endpoints endpoints() {
        return local.endpoints();
    }

    /** The same for tools, as a file. */
    public Path endpointsFile() {
        return local.endpointsFile();
    }

    /** Origin of the relay as guests reach it. */
    public String guestsRelay() {
        return "ws://localhost:" + fronts.getFirst().port();
    }

    /** Where its processes log. */
    public Path logs() {
        return local.logs();
    }

    /** Keeps what the processes have logged so far. */
    public void copyLogs(Path folder) {
        try (Stream<Path> files = Files.list(logs())) {
            Files.createDirectories(folder);
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the collector of traces; before and after, it is away. */
    public Collector openCollector() {
        return Collector.open(collectorPort);
    }

    /** Redis loses everything, as one that comes back without its disk. */
    public void emptyRedis() {
        try (RedisTraces redis = new RedisTraces(endpoints().redis())) {
            redis.flushAll();
        }
    }

    /** Ends, as a crash would, the relay that the guests are connected to. */
    public void killGuestsRelay() {
        local.kill(GUESTS_RELAY);
    }

    /** Starts it again, for the stories that follow. */
    public void restartGuestsRelay() {
        local.restart(GUESTS_RELAY);
    }

    @Override
    public void close() {
        fronts.forEach(RelayFront::close);
        local.close();
    }

    /** Where to connect, one more member, and traces. */
    private static Path settings(int base) {
        String guests = "ws://localhost:" + (base + GUESTS_FRONT_OFFSET);
        String members = "ws://localhost:" + (base + MEMBERS_FRONT_OFFSET);
        Properties settings = new Properties();
        settings.put("guestchat.relay.public-url", guests + "/v1/connect");
        settings.put("guestchat.session.relay-url", guests + "/v1/connect");
        settings.put("guestchat.web.relay-origin", guests);
        settings.put("guestchat.sample.relay-url", members + "/v1/connect");
        settings.put("guestchat.sample.relay-origin", members);
        settings.put("guestchat.sample.members.robin", PRIVATE_MEMBER);
        settings.put("guestchat.push.private-endpoints", "true");
        settings.put("quarkus.otel.sdk.disabled", "false");
        settings.put("quarkus.otel.exporter.otlp.endpoint", "http://localhost:" + (base + COLLECTOR_OFFSET));
        Path file = evidence().resolve("suite.properties");
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newBufferedWriter(file)) {
                settings.store(out, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Options options(List<String> words) {
        return switch (Options.read(words)) {
            case Options.Reading.Understood(Options understood) -> understood;
            case Options.Reading.Refused(String message) -> throw new IllegalArgumentException(message);
        };
    }

    private static List<InetSocketAddress> addresses(Endpoints endpoints) {
        return endpoints.ports().relays().stream()
                .map(PortPlan.Service::http)
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList();
    }
}
