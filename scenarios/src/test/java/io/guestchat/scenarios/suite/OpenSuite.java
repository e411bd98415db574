package io.guestchat.scenarios.suite;

import io.guestchat.local.Checkout;
import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Options;
import io.guestchat.local.suite.PortPlan;
import io.guestchat.local.suite.Progress;
import io.guestchat.scenarios.trace.RedisTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A suite without limits and quotas, on ports and in a folder of its own, for tests that call the services themselves. More
 * nodes of a service can be added to it.
 */
public final class OpenSuite implements AutoCloseable {
    /** Behind the last port of the suite itself. */
    private static final int ADDED_PORTS_OFFSET = 61;

    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final io.guestchat.local.suite.Suite local;
    private final Path folder;
    private final int portBase;
    private final List<Child> added = new ArrayList<>();

    private OpenSuite(io.guestchat.local.suite.Suite local, Path folder, int portBase) {
        this.local = local;
        this.folder = folder;
        this.portBase = portBase;
    }

    /**
     * Starts it, and returns when all of it is ready.
     *
     * @param name of its folder in {@code target}
     * @param portBase its first port
     * @param more options of {@code ./guestchat up}
     */
    public static OpenSuite start(String name, int portBase, String... more) {
        Path folder = folder(name).resolve("suite");
        List<String> words = new ArrayList<>(
                List.of("--port-base", Integer.toString(portBase), "--state", folder.toString(), "--limits", "off"));
        words.addAll(List.of(more));
        Options options = Suite.options(words);
        var local = io.guestchat.local.suite.Suite.create(Checkout.find(), options, new Progress(System.out));
        try {
            local.start();
            return new OpenSuite(local, folder, portBase);
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    /** {@code target/<name>}, where a test keeps what it leaves behind. */
    public static Path folder(String name) {
        return Checkout.find().root().resolve("scenarios/target").resolve(name);
    }

    /** Where its parts are. */
    public Endpoints endpoints() {
        return local.endpoints();
    }

    /** Waits until each service of the suite itself says that it is ready. */
    public void awaitReady() {
        Readiness.await(endpoints().ports());
    }

    /** CPU that the processes of a role have used since they started; in steps of 10 ms on Linux. */
    public Duration cpu(String role) {
        return endpoints().pids().getOrDefault(role, List.of()).stream()
                .map(pid -> ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow(() -> new IllegalStateException(role + " has ended")))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Redis loses everything. */
    public void emptyRedis() {
        try (RedisTraces redis = new RedisTraces(endpoints().redis())) {
            redis.flushAll();
        }
    }

    /** Ends Kafka as a crash would, and starts it again. */
    public synchronized void crashKafka() {
        String broker = "kafka";
        local.kill(broker);
        local.restart(broker);
    }

    /** The first node of a service, {@code invite} or {@code session}. */
    public Node node(String service) {
        PortPlan.Service ports = ports(service);
        return new Node(service, ports, () -> local.kill(service), () -> local.restart(service));
    }

    /** Starts another node of a service; it is not ready yet. */
    public Node addNode(String service) {
        String name = service + "-" + (2 + added.size());
        int port = portBase + ADDED_PORTS_OFFSET + 2 * added.size();
        PortPlan.Service ports = new PortPlan.Service(port, port + 1);
        Child.Spec spec = new Child.Spec(
                name,
                command(service, settings(service, name, ports)),
                Map.of(),
                Checkout.find().root(),
                local.logs().resolve(name + ".log"));
        int index = added.size();
        added.add(Child.start(spec));
        return new Node(name, ports, () -> added.get(index).kill(), () -> added.set(index, Child.start(spec)));
    }

    @Override
    public void close() {
        added.forEach(child -> child.stop(STOP_GRACE));
        local.close();
    }

    private PortPlan.Service ports(String service) {
        PortPlan plan = endpoints().ports();
        return switch (service) {
            case "invite" -> plan.invite();
            case "session" -> plan.session();
            default -> throw new IllegalArgumentException(service);
        };
    }

    /** The first node's, but for the ports. */
    private Path settings(String service, String name, PortPlan.Service ports) {
        Properties settings = new Properties();
        Path file = folder.resolve(name + ".properties");
        try (var first = Files.newInputStream(local.settings(service));
                var out = Files.newOutputStream(file)) {
            settings.load(first);
            settings.put("quarkus.http.port", Integer.toString(ports.http()));
            settings.put("quarkus.management.port", Integer.toString(ports.management()));
            settings.store(out, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String service, Path settings) {
        Path jar = Checkout.find().root().resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
        return Jvm.java(Jvm.SERVICE, "-Dquarkus.config.locations=" + settings, "-jar", jar.toString());
    }
}
