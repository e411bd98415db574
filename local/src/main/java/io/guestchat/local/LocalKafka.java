package io.guestchat.local;

import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import io.guestchat.local.process.Ports;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Kafka on loopback: one broker, or three with the production settings, each in a JVM of its own (KRaft, broker and
 * controller in one process). Started with Kafka's own entry points.
 */
public final class LocalKafka implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOP_GRACE = Duration.ofSeconds(8);
    /** Any: nobody else joins. */
    private static final String CLUSTER_ID = "Z3Vlc3RjaGF0LWxvY2FsAA";

    /**
     * Where and how.
     *
     * @param ports a port for each broker; its controller listens on the next one
     * @param data holds the brokers' logs; a Kafka that is there already continues
     * @param logs takes the log files
     * @param more further ways in, each for clients that are to meet the brokers at other addresses
     * @param jvm options of each broker's JVM
     */
    public record Settings(List<Integer> ports, Path data, Path logs, List<Listener> more, List<String> jvm) {
        /** Copies the lists. */
        public Settings {
            ports = List.copyOf(ports);
            more = List.copyOf(more);
            jvm = List.copyOf(jvm);
        }

        /** The usual way in alone, for a brief life. */
        public Settings(List<Integer> ports, Path data, Path logs) {
            this(ports, data, logs, List.of());
        }

        /** For a brief life. */
        public Settings(List<Integer> ports, Path data, Path logs, List<Listener> more) {
            this(ports, data, logs, more, Jvm.BRIEF);
        }

        /** For {@code kafka.bootstrap.servers}: {@code localhost:port[,localhost:port]}. */
        public String bootstrapServers() {
            return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
        }
    }

    /**
     * A way in beside the usual one. Clients that come through it are sent on to the advertised ports: a proxy's, say.
     *
     * @param name upper-case letters and digits
     * @param ports where each broker listens
     * @param advertised where its clients are told to find each broker, on localhost
     */
    public record Listener(String name, List<Integer> ports, List<Integer> advertised) {
        /** Copies the lists. */
        public Listener {
            ports = List.copyOf(ports);
            advertised = List.copyOf(advertised);
        }
    }

    private final Checkout checkout;
    private final Settings settings;
    private final List<Child> brokers = new ArrayList<>();

    private LocalKafka(Checkout checkout, Settings settings) {
        this.checkout = checkout;
        this.settings = settings;
    }

    /**
     * Starts one broker on any free port.
     *
     * @param folder takes data and logs
     */
    public static LocalKafka start(Checkout checkout, Path folder) {
        Settings settings = new Settings(List.of(Ports.freeRun(2)), folder.resolve("kafka"), folder);
        return start(checkout, settings);
    }

    /**
     * Starts the brokers, and waits until all of them take part.
     *
     * @throws LocalFailure when they do not start; the message holds the end of the log
     */
    public static LocalKafka start(Checkout checkout, Settings settings) {
        LocalKafka kafka = new LocalKafka(checkout, settings);
        try {
            IntStream.range(0, settings.ports().size()).parallel().forEach(kafka::format);
            for (int broker = 0; broker < settings.ports().size(); broker++) {
                kafka.brokers.add(kafka.launch(broker));
            }
            kafka.awaitReady();
            return kafka;
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** For {@code kafka.bootstrap.servers}: {@code localhost:port[,localhost:port]}. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** The replication factor for topics: the number of brokers, 3 at most. */
    public short replication() {
        return (short) Math.min(3, settings.ports().size());
    }

    /** The first broker's process id. */
    public long pid() {
        return brokers.getFirst().pid();
    }

    /** The brokers, in the order of their ports. */
    public List<Child> brokers() {
        return List.copyOf(brokers);
    }

    /** Ends all brokers; their data stays for {@link #restart}. */
    public void stop() {
        brokers.parallelStream().forEach(broker -> broker.stop(STOP_GRACE));
    }

    /** Starts the brokers that have ended, on their ports and data, and waits until all take part. */
    public void restart() {
        for (int broker = 0; broker < brokers.size(); broker++) {
            relaunch(broker);
        }
        awaitReady();
    }

    /**
     * Starts one broker, if it has ended, on its ports and data; it takes part some seconds later.
     *
     * @param broker counted from 0
     */
    public void relaunch(int broker) {
        if (!brokers.get(broker).isAlive()) {
            brokers.set(broker, launch(broker));
        }
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    private void format(int broker) {
        Path properties = settings.data().resolve("broker-" + (broker + 1) + ".properties");
        try {
            Files.createDirectories(settings.data());
            Files.writeString(properties, properties(broker));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = java(
                Jvm.BRIEF,
                "kafka.tools.StorageTool",
                "format",
                "--ignore-formatted",
                "-t",
                CLUSTER_ID,
                "-c",
                properties.toString());
        Programs.Outcome outcome = Programs.run(settings.data(), Map.of(), command);
        if (!outcome.succeeded()) {
            throw new LocalFailure("Kafka could not prepare " + settings.data() + ":\n" + outcome.output());
        }
    }

    private Child launch(int broker) {
        String name = settings.ports().size() == 1 ? "kafka" : "kafka-" + (broker + 1);
        Path properties = settings.data().resolve("broker-" + (broker + 1) + ".properties");
        List<String> command = java(settings.jvm(), "kafka.Kafka", properties.toString());
        return Child.start(new Child.Spec(
                name, command, Map.of(), settings.data(), settings.logs().resolve(name + ".log")));
    }

    private List<String> java(List<String> jvm, String main, String... arguments) {
        List<String> program = new ArrayList<>(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "-cp",
                checkout.brokerClassPath(),
                main));
        program.addAll(List.of(arguments));
        return Jvm.java(jvm, program.toArray(String[]::new));
    }

    private String properties(int broker) {
        int count = settings.ports().size();
        int replicas = replication();
        int inSync = Math.min(2, replicas);
        int port = settings.ports().get(broker);
        String voters = IntStream.range(0, count)
                .mapToObj(i -> (i + 1) + "@127.0.0.1:" + (settings.ports().get(i) + 1))
                .collect(Collectors.joining(","));
        String common = """
                process.roles=broker,controller
                node.id=%d
                controller.quorum.voters=%s
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d%s
                advertised.listeners=PLAINTEXT://localhost:%d%s
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT%s
                log.dirs=%s
                """.formatted(
                broker + 1,
                voters,
                port,
                port + 1,
                each(more -> more.name() + "://127.0.0.1:" + more.ports().get(broker)),
                port,
                each(more -> more.name() + "://localhost:" + more.advertised().get(broker)),
                each(more -> more.name() + ":PLAINTEXT"),
                settings.data().resolve("broker-" + (broker + 1)));
        String safety = """
                auto.create.topics.enable=false
                unclean.leader.election.enable=false
                default.replication.factor=%1$d
                min.insync.replicas=%2$d
                offsets.topic.replication.factor=%1$d
                transaction.state.log.replication.factor=%1$d
                transaction.state.log.min.isr=%2$d
                share.coordinator.state.topic.replication.factor=%1$d
                share.coordinator.state.topic.min.isr=%2$d
                """.formatted(replicas, inSync);
        return common + safety + SMALL + (count > 1 ? QUICK_FAILOVER : "");
    }

    private String each(Function<Listener, String> written) {
        return settings.more().stream().map(more -> "," + written.apply(more)).collect(Collectors.joining());
    }

    /** One machine: few threads and files, no waiting for further consumers; sockets' buffers as the system sizes them. */
    private static final String SMALL = """
            socket.send.buffer.bytes=-1
            socket.receive.buffer.bytes=-1
            num.network.threads=2
            num.io.threads=2
            offsets.topic.num.partitions=4
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.num.partitions=2
            group.initial.rebalance.delay.ms=0
            log.cleaner.dedupe.buffer.size=2097152
            log.segment.bytes=67108864
            log.index.size.max.bytes=1048576
            """;

    /** A lost broker is noticed within 3 s, as in production. */
    private static final String QUICK_FAILOVER = """
            broker.session.timeout.ms=3000
            broker.heartbeat.interval.ms=500
            controller.quorum.election.timeout.ms=1000
            controller.quorum.fetch.timeout.ms=2000
            replica.lag.time.max.ms=5000
            """;

    private void awaitReady() {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!settings.ports().stream()
                .allMatch(Ports::isListening)) { // else the client below fills logs with its complaints
            checkStarting(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        Map<String, Object> client = Map.of(
                "bootstrap.servers", bootstrapServers(),
                "reconnect.backoff.ms", "50",
                "reconnect.backoff.max.ms", "200");
        try (Admin admin = Admin.create(client)) {
            while (!allTakePart(admin)) {
                checkStarting(deadline);
            }
        }
    }

    private void checkStarting(Instant deadline) {
        for (Child broker : brokers) {
            if (!broker.isAlive()) {
                throw new LocalFailure(broker.name() + " ended while starting" + broker.logEnd());
            }
        }
        if (Instant.now().isAfter(deadline)) {
            throw new LocalFailure("Kafka is not ready after " + READY_WITHIN.toSeconds() + " s"
                    + brokers.getFirst().logEnd());
        }
    }

    /** Waits up to half a second for the answer, so that it can be asked in a loop. */
    private boolean allTakePart(Admin admin) {
        try {
            return admin.describeCluster()
                            .nodes()
                            .get(500, TimeUnit.MILLISECONDS)
                            .size()
                    == brokers.size();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", e);
        }
    }
}
