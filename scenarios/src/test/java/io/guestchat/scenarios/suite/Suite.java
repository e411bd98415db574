package io.guestchat.scenarios.suite;

import io.guestchat.local.Checkout;
import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Options;
import io.guestchat.local.suite.PortPlan;
import io.guestchat.local.suite.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The running suite: what {@code ./guestchat up --relays 2} starts, on ports of its own ({@code -Dscenarios.port-base}), with
 * one address in front of both relays.
 */
public final class Suite implements AutoCloseable {
    /** A member of the sample provider whose name stands nowhere else. */
    public static final String PRIVATE_MEMBER = "Robin Redbreast";

    /** {@link RelayFront} asks this one first. */
    private static final String RELAY_IN_USE = "relay-1";

    private static final int FRONT_PORT_OFFSET = 9;

    private final io.guestchat.local.suite.Suite local;
    private final RelayFront front;

    private Suite(io.guestchat.local.suite.Suite local, RelayFront front) {
        this.local = local;
        this.front = front;
    }

    /** Starts it, and returns when all of it is ready. */
    public static Suite start() {
        int base = Integer.getInteger("scenarios.port-base", 23_000);
        int frontPort = base + FRONT_PORT_OFFSET;
        Path state = evidence().resolve("suite");
        Options options = options(List.of(
                "--port-base", Integer.toString(base),
                "--relays", "2",
                "--state", state.toString(),
                "--config", settings(frontPort).toString()));
        var local = io.guestchat.local.suite.Suite.create(Checkout.find(), options, new Progress(System.out));
        try {
            Endpoints endpoints = local.start();
            return new Suite(local, RelayFront.open(frontPort, addresses(endpoints)));
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    /** The folder for what is kept of failed tests; the suite's own logs are in {@code suite/logs}. */
    public static Path evidence() {
        return Checkout.find().root().resolve("scenarios/target/scenarios");
    }

    /** Where its parts are. */
    public Endpoints endpoints() {
        return local.endpoints();
    }

    /** Where its processes log. */
    public Path logs() {
        return local.logs();
    }

    /** Ends, as a crash would, the relay that holds all connections; the other one is there. */
    public void killRelayInUse() {
        local.kill(RELAY_IN_USE);
    }

    /** Starts it again, for the stories that follow. */
    public void restartKilledRelay() {
        local.restart(RELAY_IN_USE);
    }

    @Override
    public void close() {
        front.close();
        local.close();
    }

    /** Everybody is told the front's address; and one more member exists. */
    private static Path settings(int frontPort) {
        String origin = "ws://localhost:" + frontPort;
        String url = origin + "/v1/connect";
        Properties settings = new Properties();
        settings.put("guestchat.relay.public-url", url);
        settings.put("guestchat.session.relay-url", url);
        settings.put("guestchat.sample.relay-url", url);
        settings.put("guestchat.sample.relay-origin", origin);
        settings.put("guestchat.web.relay-origin", origin);
        settings.put("guestchat.sample.members.robin", PRIVATE_MEMBER);
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

    private static Options options(List<String> words) {
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
