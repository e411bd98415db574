package io.guestchat.local;

import io.guestchat.local.process.Child;
import io.guestchat.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real Redis Cluster on loopback, without persistence: primaries with a third of the slots each, and replicas. Nodes are named by
 * their number: 0 to 2 are primaries at first, the others replicas of 0, 1, 2.
 */
public final class LocalRedisCluster implements AutoCloseable {
    /** How many slots there are. */
    public static final int SLOTS = 16_384;

    private static final int PRIMARIES = 3;
    private static final Duration READY_WITHIN = Duration.ofSeconds(20);
    private static final Duration STOP_GRACE = Duration.ofSeconds(4);
    /** Until the others take a node for dead. Short, since tests wait for it. */
    private static final String NODE_TIMEOUT_MILLIS = "1000";

    private final List<Integer> ports;
    private final List<Child.Spec> specs;
    private final List<Child> servers = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    private LocalRedisCluster(List<Integer> ports, List<Child.Spec> specs) {
        this.ports = ports;
        this.specs = specs;
    }

    /**
     * Starts one on any free ports, and waits until all nodes agree.
     *
     * @param folder takes data and logs
     * @param replicas how many, 0 to 3
     */
    public static LocalRedisCluster start(Checkout checkout, Path folder, int replicas) {
        int count = PRIMARIES + replicas;
        int first = Ports.freeRun(2 * count);
        RedisProgram program = RedisProgram.find(checkout);
        List<Integer> ports = IntStream.range(first, first + count).boxed().toList();
        LocalRedisCluster cluster = new LocalRedisCluster(
                ports,
                ports.stream()
                        .map(port -> spec(program, folder, port, port + count))
                        .toList());
        try {
            cluster.launch();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * One that runs already, and belongs to somebody else.
     *
     * @param urls as {@link #urls()} gave them
     */
    public static LocalRedisCluster at(String urls) {
        List<Integer> ports =
                Stream.of(urls.split(",")).map(url -> URI.create(url).getPort()).toList();
        LocalRedisCluster cluster = new LocalRedisCluster(ports, List.of());
        for (int node = 0; node < ports.size(); node++) {
            cluster.ids.add(cluster.command(node, "CLUSTER", "MYID").getFirst());
        }
        return cluster;
    }

    /** For {@code guestchat.redis.url}: all nodes. */
    public String urls() {
        return ports.stream().map(port -> "redis://127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /**
     * Sends a node one command.
     *
     * @return each text and number of the answer
     * @throws UncheckedIOException when it is not there, or answers with an error
     */
    public List<String> command(int node, String... words) {
        return RedisLine.answer(ports.get(node), words);
    }

    /** The node that serves a slot, as node {@code asked} knows it. */
    public int owner(int slot, int asked) {
        return nodes(asked)
                .filter(words -> Stream.of(words).skip(8).anyMatch(range -> covers(range, slot)))
                .map(words -> ids.indexOf(words[0]))
                .findFirst()
                .orElseThrow(() -> new LocalFailure("nobody serves slot " + slot));
    }

    /** Moves a slot with its keys, as {@code redis-cli --cluster reshard} does. */
    public void moveSlot(int slot, int to) {
        beginMove(slot, to);
        finishMove(slot, to);
    }

    /** From here on, keys of the slot that its node does not have are asked for at {@code to}. */
    public void beginMove(int slot, int to) {
        int from = owner(slot, to);
        setSlot(to, slot, "IMPORTING", from);
        setSlot(from, slot, "MIGRATING", to);
    }

    /** Takes the keys of the slot over, and then the slot. */
    public void finishMove(int slot, int to) {
        int from = owner(slot, to);
        for (List<String> keys = keys(from, slot); !keys.isEmpty(); keys = keys(from, slot)) {
            List<String> migrate = new ArrayList<>(
                    List.of("MIGRATE", "127.0.0.1", Integer.toString(ports.get(to)), "", "0", "5000", "KEYS"));
            migrate.addAll(keys);
            command(from, migrate.toArray(String[]::new));
        }
        setSlot(to, slot, "NODE", to);
        setSlot(from, slot, "NODE", to);
        await("slot " + slot + " is node " + to + "'s", () -> alive().allMatch(node -> owner(slot, node) == to));
    }

    /** Makes a replica the primary in its primary's place, which is still there; what it has not been told yet is lost. */
    public void failOver(int replica) {
        // Without a vote: the others grant none for a while after another.
        command(replica, "CLUSTER", "FAILOVER", "TAKEOVER");
        await(
                "node " + replica + " is a primary",
                () -> command(replica, "ROLE").getFirst().equals("master"));
        settled();
    }

    /** Ends a node as a crash would. */
    public void kill(int node) {
        servers.get(node).kill();
    }

    /** Starts a node again that has ended, and waits until all agree. */
    public void restart(int node) {
        servers.set(node, Child.start(specs.get(node)));
        settled();
    }

    /** Ends all nodes. */
    @Override
    public void close() {
        servers.parallelStream().forEach(server -> server.stop(STOP_GRACE));
    }

    private void launch() {
        specs.forEach(spec -> servers.add(Child.start(spec)));
        await("nodes answer", () -> alive().allMatch(this::answers));
        for (int node = 0; node < ports.size(); node++) {
            ids.add(command(node, "CLUSTER", "MYID").getFirst());
            command(node, "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(node + 1));
            if (node < PRIMARIES) {
                String first = Integer.toString(SLOTS * node / PRIMARIES);
                String last = Integer.toString(SLOTS * (node + 1) / PRIMARIES - 1);
                command(node, "CLUSTER", "ADDSLOTSRANGE", first, last);
            }
            if (node > 0) {
                String busPort = Integer.toString(ports.get(node) + ports.size());
                command(0, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(ports.get(node)), busPort);
            }
        }
        await("nodes know each other", () -> alive().allMatch(
                        node -> info(node, "cluster_known_nodes:" + ports.size())));
        for (int replica = PRIMARIES; replica < ports.size(); replica++) {
            command(replica, "CLUSTER", "REPLICATE", ids.get(replica - PRIMARIES));
        }
        settled();
    }

    /**
     * Three primaries, whose replicas keep up with them, and nobody is taken for dead: a replica would be elected in place of a primary
     * that was, even if it is back. A node that was away takes itself for a primary at first.
     */
    private void settled() {
        await(
                "all nodes agree",
                () -> alive().allMatch(node -> answers(node) && info(node, "cluster_state:ok") && !missesAny(node))
                        && alive().filter(this::isPrimary).count() == PRIMARIES
                        && alive().filter(node -> !isPrimary(node)).allMatch(this::keepsUp));
    }

    private boolean isPrimary(int node) {
        return command(node, "ROLE").getFirst().equals("master");
    }

    private boolean keepsUp(int replica) {
        return command(replica, "ROLE").contains("connected");
    }

    private boolean missesAny(int node) {
        return nodes(node).anyMatch(words -> words[2].contains("fail"));
    }

    /** Of each node that this one knows: id, address, flags, …, slots from the ninth word on. */
    private Stream<String[]> nodes(int asked) {
        return command(asked, "CLUSTER", "NODES").getFirst().lines().map(line -> line.split(" "));
    }

    private IntStream alive() {
        return IntStream.range(0, ports.size())
                .filter(node -> servers.isEmpty() || servers.get(node).isAlive());
    }

    private boolean answers(int node) {
        try {
            return command(node, "PING").contains("PONG");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private boolean info(int node, String line) {
        return command(node, "CLUSTER", "INFO").getFirst().lines().anyMatch(line::equals);
    }

    private List<String> keys(int node, int slot) {
        return command(node, "CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), "50");
    }

    private void setSlot(int told, int slot, String what, int node) {
        command(told, "CLUSTER", "SETSLOT", Integer.toString(slot), what, ids.get(node));
    }

    private static boolean covers(String range, int slot) {
        if (range.startsWith("[")) {
            return false; // on its way
        }
        String[] ends = range.split("-");
        return Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]);
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new LocalFailure("Redis Cluster: not within " + READY_WITHIN.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static Child.Spec spec(RedisProgram program, Path folder, int port, int busPort) {
        Path data = folder.resolve("redis-" + port);
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(program.path().toString(), "--bind", "127.0.0.1", "--save", ""));
        command.addAll(List.of("--port", Integer.toString(port), "--cluster-port", Integer.toString(busPort)));
        command.addAll(List.of("--dir", data.toString(), "--cluster-enabled", "yes"));
        command.addAll(
                List.of("--cluster-node-timeout", NODE_TIMEOUT_MILLIS, "--cluster-replica-validity-factor", "0"));
        // A part that is away does not take the others with it.
        command.addAll(List.of("--cluster-require-full-coverage", "no", "--repl-diskless-sync-delay", "0"));
        return new Child.Spec(
                "redis-" + port, command, program.environment(), data, folder.resolve("redis-" + port + ".log"));
    }
}
