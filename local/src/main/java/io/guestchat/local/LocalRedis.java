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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis on loopback, in a process of its own; or one that runs elsewhere, when the environment variable
 * {@code GUESTCHAT_REDIS_URL} names it.
 */
public final class LocalRedis implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(20);
    private static final Duration STOP_GRACE = Duration.ofSeconds(8);

    /** What outlives a restart. */
    public enum Persistence {
        /** Nothing: for tests. */
        NONE,
        /** All but the last second: an append-only file. */
        EVERY_SECOND
    }

    /**
     * Where and how.
     *
     * @param port to listen on
     * @param data holds what persists
     * @param logs takes the log file
     * @param persistence what outlives a restart
     */
    public record Settings(int port, Path data, Path logs, Persistence persistence) {}

    private final URI url;
    private final Child.@Nullable Spec spec;
    private @Nullable Child server;

    private LocalRedis(URI url, Child.@Nullable Spec spec) {
        this.url = url;
        this.spec = spec;
    }

    /**
     * Starts one on any free port, without persistence.
     *
     * @param folder takes data and logs
     */
    public static LocalRedis start(Checkout checkout, Path folder) {
        return start(checkout, new Settings(Ports.freeRun(1), folder.resolve("redis"), folder, Persistence.NONE));
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @throws LocalFailure when there is no Redis to start, or it does not answer
     */
    public static LocalRedis start(Checkout checkout, Settings settings) {
        Optional<String> elsewhere = Optional.ofNullable(System.getenv("GUESTCHAT_REDIS_URL"));
        LocalRedis redis = elsewhere
                .map(url -> new LocalRedis(URI.create(url), null))
                .orElseGet(() -> new LocalRedis(
                        URI.create("redis://localhost:" + settings.port()),
                        spec(RedisProgram.find(checkout), settings)));
        redis.restart();
        return redis;
    }

    /** For {@code guestchat.redis.url}: {@code redis://host:port}. */
    public String url() {
        return url.toString();
    }

    /** The server; empty when it runs elsewhere. */
    public Optional<Child> server() {
        return Optional.ofNullable(server);
    }

    /**
     * The process id.
     *
     * @throws LocalFailure when it runs elsewhere
     */
    public long pid() {
        return server().orElseThrow(() -> new LocalFailure("Redis at " + url + " is not a process of ours"))
                .pid();
    }

    /**
     * Sends one command.
     *
     * @return the first line of the answer, with its type sign: {@code +PONG}, {@code :1}, {@code $5}
     * @throws UncheckedIOException when Redis is not there
     */
    public String command(String... words) {
        return RedisLine.command(url, words);
    }

    /** Removes all keys. */
    public void flushAll() {
        command("FLUSHALL");
    }

    /** Ends the server; one that runs elsewhere stays. */
    public void stop() {
        server().ifPresent(child -> child.stop(STOP_GRACE));
    }

    /** Starts the server, if it has ended, on its port and data, and waits until it answers. */
    public void restart() {
        if (spec != null && (server == null || !server.isAlive())) {
            server = Child.start(spec);
        }
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!answers()) {
            server().filter(child -> !child.isAlive()).ifPresent(child -> {
                throw new LocalFailure("Redis ended while starting" + child.logEnd());
            });
            if (Instant.now().isAfter(deadline)) {
                stop();
                throw new LocalFailure(
                        "Redis at " + url + " does not answer within " + READY_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    private boolean answers() {
        try {
            return command("PING").equals("+PONG");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static Child.Spec spec(RedisProgram program, Settings settings) {
        try {
            Files.createDirectories(settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of(
                program.path().toString(),
                "--port",
                Integer.toString(settings.port()),
                "--bind",
                "127.0.0.1",
                "--dir",
                settings.data().toString(),
                "--save",
                "",
                "--appendonly",
                settings.persistence() == Persistence.NONE ? "no" : "yes",
                "--appendfsync",
                "everysec",
                "--maxmemory-policy",
                "noeviction");
        return new Child.Spec(
                "redis",
                command,
                program.environment(),
                settings.data(),
                settings.logs().resolve("redis.log"));
    }
}
