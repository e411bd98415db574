package io.guestchat.local.suite;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalFailure;
import io.guestchat.local.LocalKafka;
import io.guestchat.local.LocalRedis;
import io.guestchat.local.Topics;
import io.guestchat.local.process.Child;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The whole suite, or its infrastructure alone, running on this machine. What it writes is in one folder (the state), of
 * which one suite at a time is the owner; data, keys and logs of the run before are removed at the start.
 */
public final class Suite implements AutoCloseable {
    private static final String PARTITIONS = "guestchat.topics.partitions";
    private static final String DEFAULT_PARTITIONS = "8";
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);
    /** Nobody may need what has ended already. */
    private static final List<Set<String>> STOP_ORDER = List.of(
            Set.of("sample-provider", "web-guest"),
            Set.of("relay"),
            Set.of("session", "invite"),
            Set.of("redis"),
            Set.of("kafka"));

    private final Checkout checkout;
    private final Options options;
    private final Path state;
    private final PortPlan ports;
    private final Progress progress;
    private final Fleet fleet;
    private final List<Fleet.Unit> units = new ArrayList<>();
    private @Nullable FileChannel owner;
    private @Nullable Started started;
    private boolean closed;

    private record Started(LocalKafka kafka, LocalRedis redis, Keys keys) {}

    private Suite(Checkout checkout, Options options, Progress progress) {
        this.checkout = checkout;
        this.options = options;
        this.state = options.state().orElseGet(checkout::state);
        this.ports = PortPlan.of(options);
        this.progress = progress;
        this.fleet = new Fleet(progress);
    }

    /** A suite that does nothing yet, so that it can be closed from the moment on that it starts. */
    public static Suite create(Checkout checkout, Options options, Progress progress) {
        return new Suite(checkout, options, progress);
    }

    /**
     * Starts everything, and waits until all is ready. On a failure {@link #close} what was started.
     *
     * @throws LocalFailure when something is missing, taken or does not start; the message says what to do
     */
    public Endpoints start() {
        try {
            own();
            String taken = ports.taken(options.infrastructureOnly());
            if (!taken.isEmpty()) {
                throw new LocalFailure("Somebody listens on " + taken
                        + ". Stop that program, or move all ports: ./guestchat up --port-base 28080");
            }
            return startFresh();
        } catch (IOException e) {
            throw new UncheckedIOException("In " + state + ": " + e.getMessage(), e);
        }
    }

    /** Where everything is, now. */
    public Endpoints endpoints() {
        return describe(started());
    }

    /** Completes when a process that the suite cannot do without has ended by itself. */
    public CompletableFuture<Child> lost() {
        return fleet.lost();
    }

    /** Where each process writes its log. */
    public Path logs() {
        return state.resolve("logs");
    }

    /** Where tools find the running suite; absent while it is not ready. */
    public Path endpointsFile() {
        return state.resolve("endpoints.json");
    }

    /** The settings of each service, for one that is started by hand: {@code -Dquarkus.config.locations=<file>}. */
    public Path settings(String service) {
        return state.resolve("run").resolve(service + ".properties");
    }

    /**
     * Ends a process as a crash would: {@code relay}, or {@code relay-1} where several run; {@code kafka}, {@code redis},
     * {@code session}, {@code invite}, {@code web-guest}, {@code sample-provider}.
     */
    public void kill(String name) {
        fleet.kill(name);
    }

    /** Starts a killed process again with the same ports and data, and waits until it is ready. */
    public void restart(String name) {
        Started all = started();
        if (name.equals("redis")) {
            all.redis().restart();
            all.redis().server().ifPresent(server -> fleet.adopt("redis", server));
        } else if (name.startsWith("kafka")) {
            all.kafka().restart();
            all.kafka().brokers().forEach(broker -> fleet.adopt("kafka", broker));
        } else {
            fleet.relaunch(name);
            fleet.awaitReady(
                    units.stream()
                            .filter(unit -> unit.spec().name().equals(name))
                            .toList(),
                    READY_WITHIN);
        }
        try {
            publish(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends everything, in reverse order; nothing is left but logs and data. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (owner != null) {
                Files.deleteIfExists(endpointsFile());
            }
            for (Set<String> roles : STOP_ORDER) {
                fleet.stop(roles, STOP_GRACE);
            }
            if (owner != null) {
                owner.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void own() throws IOException {
        Files.createDirectories(state);
        FileChannel channel =
                FileChannel.open(state.resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                owner = channel;
                return;
            }
        } catch (OverlappingFileLockException thisJvm) {
            // said below
        }
        channel.close();
        throw new LocalFailure("A suite runs already with the folder " + state
                + ": stop it with Ctrl-C there, or give this one a folder and ports of its own:"
                + " ./guestchat up --state DIR --port-base 28080");
    }

    private Endpoints startFresh() throws IOException {
        Files.deleteIfExists(endpointsFile());
        Path run = OwnerFiles.emptyFolder(state.resolve("run"));
        Path data = OwnerFiles.emptyFolder(state.resolve("data"));
        OwnerFiles.emptyFolder(logs());
        Path switches = OwnerFiles.emptyFolder(state.resolve("switches"));
        Keys keys = Keys.make(run);
        Properties overrides = overrides();

        progress.expect(ports.kafka().size()
                + 1
                + (options.infrastructureOnly() ? 0 : 4 + ports.relays().size()));
        progress.say("starting Redis and Kafka");
        LocalRedis redis = startRedis(data);
        LocalKafka.Settings kafkaSettings = new LocalKafka.Settings(ports.kafka(), data.resolve("kafka"), logs());
        Properties common = new Properties();
        common.put("kafka.bootstrap.servers", kafkaSettings.bootstrapServers());
        common.put("guestchat.redis.url", redis.url());
        common.put("guestchat.limits.enabled", Boolean.toString(options.limits()));
        common.put("guestchat.switches.directory", switches.toString());
        common.put(PARTITIONS, DEFAULT_PARTITIONS);
        // Else each consumer waits 2 s at its end, for work that the next start would do as well.
        common.put("mp.messaging.connector.smallrye-kafka.graceful-shutdown", "false");
        Services services = new Services(checkout, ports, keys, run, logs(), common, overrides);
        List<Fleet.Unit> pages = List.of(services.webGuest(), services.sampleProvider());
        List<Fleet.Unit> backends = new ArrayList<>(List.of(services.invite(), services.session()));
        backends.addAll(services.relays());

        if (!options.infrastructureOnly()) {
            services.requireBuilt();
            launch(pages); // they need nobody to start: let them, while Kafka does
        }
        LocalKafka kafka = startKafka(kafkaSettings);
        Topics.create(
                kafka.bootstrapServers(),
                Integer.parseInt(overrides.getProperty(PARTITIONS, DEFAULT_PARTITIONS)),
                kafka.replication());
        if (!options.infrastructureOnly()) {
            progress.say("starting the services");
            launch(backends);
            fleet.awaitReady(units, READY_WITHIN);
        }
        Started all = new Started(kafka, redis, keys);
        started = all;
        return publish(all);
    }

    private LocalRedis startRedis(Path data) {
        LocalRedis started = LocalRedis.start(
                checkout,
                new LocalRedis.Settings(
                        ports.redis(), data.resolve("redis"), logs(), LocalRedis.Persistence.EVERY_SECOND));
        started.server().ifPresent(server -> fleet.adopt("redis", server));
        progress.ready("redis");
        return started;
    }

    private LocalKafka startKafka(LocalKafka.Settings settings) {
        LocalKafka started = LocalKafka.start(checkout, settings);
        for (Child broker : started.brokers()) {
            fleet.adopt("kafka", broker);
            progress.ready(broker.name());
        }
        return started;
    }

    private void launch(List<Fleet.Unit> more) {
        units.addAll(more);
        fleet.launch(more);
    }

    private Properties overrides() throws IOException {
        Properties overrides = new Properties();
        if (options.config().isPresent()) {
            try (InputStream file = Files.newInputStream(options.config().get())) {
                overrides.load(file);
            }
        }
        return overrides;
    }

    private Endpoints publish(Started all) throws IOException {
        Endpoints published = describe(all);
        if (!options.infrastructureOnly()) {
            OwnerFiles.write(endpointsFile(), published.toJson());
        }
        return published;
    }

    private Endpoints describe(Started all) {
        Map<String, List<Long>> pids = new LinkedHashMap<>();
        for (String role : List.of("invite", "session", "relay", "kafka", "redis")) {
            pids.put(role, fleet.pids(role));
        }
        return new Endpoints(
                ports,
                all.kafka().bootstrapServers(),
                all.redis().url(),
                pids,
                all.keys().tenants());
    }

    private Started started() {
        if (started == null) {
            throw new IllegalStateException("The suite has not started");
        }
        return started;
    }
}
