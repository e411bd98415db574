package io.guestchat.scenarios.load;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalKafka;
import io.guestchat.local.LocalRedis;
import io.guestchat.local.Topics;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.stage.Issuer;
import io.guestchat.scenarios.stage.Pause;
import io.guestchat.scenarios.stage.RelayNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Relays, one broker, and Redis without persistence: what it holds can be rebuilt from the log. The ports lie in a row of 50 from the base. */
final class RelayTarget implements Target {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final List<String> BROKER_JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private final Issuer issuer = new Issuer();
    private final LocalKafka kafka;
    private final LocalRedis redis;
    private final List<RelayNode> relays;

    private RelayTarget(Checkout checkout, Path folder, Options options) {
        int base = options.portBase();
        redis = LocalRedis.start(
                checkout,
                new LocalRedis.Settings(base + 30, folder.resolve("redis"), folder, LocalRedis.Persistence.NONE));
        kafka = LocalKafka.start(
                checkout,
                new LocalKafka.Settings(List.of(base + 20), folder.resolve("kafka"), folder, List.of(), BROKER_JVM));
        Topics.create(kafka.bootstrapServers(), RelayNode.PARTITIONS, kafka.replication());
        Map<String, String> settings = new HashMap<>(RelayNode.settings(kafka.bootstrapServers(), redis.url()));
        settings.putAll(issuer.relaySettings(folder));
        settings.putAll(options.settings());
        Path app = checkout.root().resolve("relay-service/target/quarkus-app");
        relays = IntStream.range(0, options.relays())
                .mapToObj(i -> new RelayNode(new RelayNode.Plan(
                        "relay-" + (i + 1),
                        new RelayNode.Ports(base + i, base + 10 + i),
                        app,
                        folder,
                        settings,
                        options.relayJvm(),
                        Map.of())))
                .toList();
    }

    /**
     * Starts it all; returns when the relays are ready.
     *
     * @param folder empty; takes data and logs
     */
    static RelayTarget start(Checkout checkout, Path folder, Options options) {
        RelayTarget rig = new RelayTarget(checkout, folder, options);
        rig.relays.forEach(RelayNode::start);
        if (!Pause.until(READY_WITHIN, () -> rig.relays.stream().allMatch(RelayNode::isReady))) {
            rig.close();
            throw new IllegalStateException("the relays are not ready within " + READY_WITHIN + ": see " + folder);
        }
        return rig;
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Issuer issuer() {
        return issuer;
    }

    @Override
    public void open(List<Issuer.Session> sessions) {
        issuer.open(kafka.bootstrapServers(), sessions);
    }

    /** The sides of a conversation on different relays, half of them, where there are two. */
    @Override
    public URI url(int number, ConversationId conversation, Side side) {
        return relays.get(number % relays.size()).url();
    }

    /** Of all relays. */
    List<URI> urls() {
        return relays.stream().map(RelayNode::url).toList();
    }

    /** Redis loses everything. */
    void emptyRedis() {
        redis.flushAll();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public Map<String, Long> processes() {
        Map<String, Long> processes = new LinkedHashMap<>();
        for (int i = 0; i < relays.size(); i++) {
            processes.put("relay-" + (i + 1), relays.get(i).pid());
        }
        processes.put("kafka", kafka.pid());
        processes.put("redis", redis.pid());
        return processes;
    }

    @Override
    public void close() {
        relays.forEach(RelayNode::stop);
        kafka.close();
        redis.close();
    }
}
