package io.guestchat.scenarios.faults;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalKafka;
import io.guestchat.local.Topics;
import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.scenarios.stage.Issuer;
import io.guestchat.scenarios.stage.Pause;
import io.guestchat.scenarios.stage.RelayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Three brokers, Redis with a replica, two relays that reach each of these through a proxy of their own, and a third relay that
 * runs only now and then. The ports lie in a row of 80 from the base.
 */
final class Rig implements AutoCloseable {
    static final int RELAYS = 2;
    static final int BROKERS = 3;

    private static final Duration WHOLE_WITHIN = Duration.ofSeconds(120);
    /** Relays look every half a second whether Redis still is where they left it. */
    private static final long NOTICED_WITHIN_MS = 1_000;

    private static final List<String> TOPICS =
            List.of(TopicNames.ENVELOPES, TopicNames.ACKS, TopicNames.SESSIONS, TopicNames.ACTIVITY);

    private final Issuer issuer;
    private final LocalKafka kafka;
    private final RedisPair redis;
    private final List<List<Proxy>> toKafka = new ArrayList<>();
    private final List<Proxy> toRedis = new ArrayList<>();
    private final List<RelayNode> relays = new ArrayList<>();
    private final List<String> bootstraps = new ArrayList<>();
    private final Clocks clocks;
    private final Path folder;
    private final int base;
    private final Admin admin;

    /**
     * Starts brokers and Redis; no relay yet.
     *
     * @param folder takes data and logs; empty
     */
    static Rig start(Checkout checkout, Path folder, int portBase) {
        return new Rig(checkout, folder, portBase);
    }

    private Rig(Checkout checkout, Path folder, int base) {
        this.clocks = Clocks.find(checkout);
        this.folder = folder;
        this.base = base;
        issuer = new Issuer();
        redis = RedisPair.start(checkout, create(folder.resolve("redis")), List.of(base + 70, base + 71, base + 72));
        List<LocalKafka.Listener> listeners = IntStream.range(0, RELAYS)
                .mapToObj(relay -> new LocalKafka.Listener(
                        "RELAY" + (relay + 1), run(base + 50 + 3 * relay), run(base + 60 + 3 * relay)))
                .toList();
        kafka = LocalKafka.start(
                checkout,
                new LocalKafka.Settings(
                        List.of(base + 40, base + 42, base + 44),
                        folder.resolve("kafka"),
                        folder,
                        listeners,
                        Jvm.LASTING));
        Topics.create(kafka.bootstrapServers(), RelayNode.PARTITIONS, kafka.replication());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        for (int relay = 0; relay < RELAYS; relay++) {
            LocalKafka.Listener listener = listeners.get(relay);
            toKafka.add(IntStream.range(0, BROKERS)
                    .mapToObj(broker -> Proxy.open(
                            listener.advertised().get(broker), listener.ports().get(broker)))
                    .toList());
            toRedis.add(Proxy.open(redisPort(relay), redis.port()));
            bootstraps.add(listener.advertised().stream()
                    .map(port -> "localhost:" + port)
                    .collect(Collectors.joining(",")));
        }
        toRedis.add(Proxy.open(redisPort(RELAYS), redis.port()));
        bootstraps.add(kafka.bootstrapServers());
    }

    /**
     * Ends the relays that run, empties Redis, and runs these; returns when all is ready.
     *
     * @param app the relay's quarkus-app folder
     */
    void run(Path app) {
        run(app, Map.of());
    }

    /**
     * As {@link #run(Path)}, with settings of the relays that are not the defaults.
     *
     * @param settings by name
     */
    void run(Path app, Map<String, String> settings) {
        run(List.of(app), settings);
    }

    /**
     * As {@link #run(Path)}, with relays that are not all the same.
     *
     * @param apps of the first ones; those that come later have the last
     */
    void run(List<Path> apps) {
        run(apps, Map.of());
    }

    private void run(List<Path> apps, Map<String, String> settings) {
        relays.forEach(RelayNode::killIfRunning);
        relays.clear();
        redis.primary().flushAll();
        for (int index = 0; index <= RELAYS; index++) {
            relays.add(relay(apps.get(Math.min(index, apps.size() - 1)), index, settings));
        }
        clientRelays().forEach(RelayNode::start);
        awaitWhole();
    }

    /** Another version takes a relay's place, as in a rollout: the one that is there is asked to end first. */
    void replace(int index, Path app) {
        relays.get(index).drain();
        RelayNode successor = relay(app, index, Map.of());
        relays.set(index, successor);
        successor.start();
        awaitWhole();
    }

    private RelayNode relay(Path app, int index, Map<String, String> more) {
        String name = "relay-" + (index + 1);
        Clocks.set(clock(index), 0);
        Map<String, String> settings =
                new HashMap<>(RelayNode.settings(bootstraps.get(index), "redis://localhost:" + redisPort(index)));
        settings.putAll(issuer.relaySettings(folder));
        settings.putAll(more);
        return new RelayNode(new RelayNode.Plan(
                name,
                new RelayNode.Ports(base + 3 + index, base + 23 + index),
                app,
                folder,
                settings,
                Jvm.BRIEF, // it is started often
                clocks.environment(clock(index))));
    }

    private Path clock(int relay) {
        return folder.resolve("relay-" + (relay + 1) + ".clock");
    }

    /** The clock of a relay is wrong by so much from now on. */
    void clock(int relay, int seconds) {
        Clocks.set(clock(relay), seconds);
    }

    private int redisPort(int relay) {
        return base + 75 + relay;
    }

    private List<RelayNode> clientRelays() {
        return relays.subList(0, RELAYS);
    }

    Clocks clocks() {
        return clocks;
    }

    Issuer issuer() {
        return issuer;
    }

    /** Where clients connect. */
    List<URI> relayUrls() {
        return clientRelays().stream().map(RelayNode::url).toList();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    RelayNode relay(int index) {
        return relays.get(index);
    }

    /** One more, which no client connects to: it takes partitions, and gives them back. */
    RelayNode visitor() {
        return relays.get(RELAYS);
    }

    Child broker(int index) {
        return kafka.brokers().get(index);
    }

    void startBroker(int index) {
        kafka.relaunch(index);
    }

    RedisPair redis() {
        return redis;
    }

    List<Child> brokersBut(int index) {
        return IntStream.range(0, BROKERS)
                .filter(i -> i != index)
                .mapToObj(this::broker)
                .toList();
    }

    /** On all that lies between a relay and what it needs. */
    void weather(int relay, Dependency dependency, Proxy.Weather weather) {
        switch (dependency) {
            case KAFKA -> toKafka.get(relay).forEach(proxy -> proxy.weather(weather));
            case REDIS -> toRedis.get(relay).weather(weather);
        }
    }

    /** Of all relays. */
    void weatherToRedis(Proxy.Weather weather) {
        toRedis.forEach(proxy -> proxy.weather(weather));
    }

    /** After a failover. */
    void findRedis() {
        toRedis.forEach(proxy -> proxy.leadTo(redis.port()));
    }

    /** Returns when every relay is ready and has read its log, and every partition is on every broker. */
    void awaitWhole() {
        Pause.millis(NOTICED_WITHIN_MS);
        if (!Pause.until(WHOLE_WITHIN, this::isWhole)) {
            throw new IllegalStateException("not whole again within " + WHOLE_WITHIN + ": "
                    + clientRelays().stream()
                            .map(relay -> relay + (relay.isReady() ? " ready" : " not ready"))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** The broker that leads most partitions of the envelopes. */
    int busiestBroker() {
        try {
            Map<Integer, Long> led =
                    admin.describeTopics(List.of(TopicNames.ENVELOPES)).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .collect(Collectors.groupingBy(
                                    partition -> partition.leader().id() - 1, Collectors.counting()));
            return Collections.max(led.entrySet(), Map.Entry.comparingByValue()).getKey();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isWhole() {
        try {
            return clientRelays().stream().allMatch(RelayNode::isCaughtUp)
                    && admin.describeTopics(TOPICS).allTopicNames().get(2, TimeUnit.SECONDS).values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.isr().size() == BROKERS);
        } catch (ExecutionException | TimeoutException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        relays.forEach(RelayNode::stop);
        admin.close(Duration.ZERO);
        kafka.brokers().forEach(Child::thaw);
        kafka.close();
        redis.close();
        toKafka.forEach(proxies -> proxies.forEach(Proxy::close));
        toRedis.forEach(Proxy::close);
    }

    private static List<Integer> run(int first) {
        return IntStream.range(first, first + BROKERS).boxed().toList();
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
