package io.guestchat.scenarios.faults;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalRedis;
import io.guestchat.local.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A Redis with an append-only file, and its replica, which may take its place. The replica hears of it through a proxy. */
final class RedisPair implements AutoCloseable {
    private final List<Integer> ports;
    private final List<Path> data;
    private final List<LocalRedis> servers;
    private final Proxy replication;
    private final int replicationPort;
    private int primary;

    private RedisPair(
            List<Integer> ports, List<Path> data, List<LocalRedis> servers, Proxy replication, int replicationPort) {
        this.ports = ports;
        this.data = data;
        this.servers = servers;
        this.replication = replication;
        this.replicationPort = replicationPort;
    }

    /** @param ports of the first, of the second, of the proxy between them */
    static RedisPair start(Checkout checkout, Path folder, List<Integer> ports) {
        List<Path> data = List.of(folder.resolve("redis-1"), folder.resolve("redis-2"));
        List<LocalRedis> servers = Stream.of(0, 1)
                .map(i -> LocalRedis.start(
                        checkout,
                        new LocalRedis.Settings(
                                ports.get(i), data.get(i), data.get(i), LocalRedis.Persistence.EVERY_SECOND)))
                .toList();
        RedisPair pair = new RedisPair(
                List.of(ports.get(0), ports.get(1)),
                data,
                servers,
                Proxy.open(ports.get(2), ports.get(0)),
                ports.get(2));
        pair.replicate();
        return pair;
    }

    /** Where the primary is. */
    int port() {
        return ports.get(primary);
    }

    LocalRedis primary() {
        return servers.get(primary);
    }

    Child process() {
        return primary().server().orElseThrow(() -> new IllegalStateException("Redis runs elsewhere"));
    }

    void kill() {
        process().kill();
    }

    void restart() {
        primary().restart();
    }

    /** The replica hears nothing more, until the failover. */
    void pauseReplication() {
        replication.weather(Proxy.Weather.STALLED);
    }

    /** The primary dies, the replica takes its place with what it has heard; the dead one becomes its replica. */
    void failOver() {
        kill();
        int other = 1 - primary;
        servers.get(other).command("REPLICAOF", "NO", "ONE");
        primary = other;
    }

    /** After {@link #failOver}: the one that died comes back, as the replica. */
    void replicate() {
        replication.leadTo(port());
        replication.weather(Proxy.Weather.FAIR);
        LocalRedis replica = servers.get(1 - primary);
        replica.restart();
        replica.command("REPLICAOF", "localhost", Integer.toString(replicationPort));
    }

    /** Takes the end of the append-only file away, as a disk does that forgets its last writes; only while it is dead. */
    void truncate(long bytes) {
        try (Stream<Path> files = Files.walk(data.get(primary))) {
            Path last = files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .max(Path::compareTo)
                    .orElseThrow();
            try (FileChannel file = FileChannel.open(last, StandardOpenOption.WRITE)) {
                file.truncate(Math.max(0, file.size() - bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> {
            server.server().ifPresent(Child::thaw);
            server.stop();
        });
        replication.close();
    }
}
