package io.guestchat.local.test;

import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Another node of the service under test, as it is packaged, in a process of its own: on the same Kafka and Redis and with the same
 * {@code guestchat.*} settings, on ports of its own. What it says is in {@code target/second-node.log}.
 */
public final class SecondNode implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final Path LOG = Path.of("target", "second-node.log").toAbsolutePath();
    private static final Pattern LISTENING =
            Pattern.compile("Listening on: http://[^:]+:(\\d+).*Management interface listening on http://[^:]+:(\\d+)");
    /** What differs from node to node, and what only a test knows. */
    private static final Pattern NOT_SHARED = Pattern.compile("guestchat\\.(test|root)\\..*");

    private final Child child;
    private final int port;
    private final int managementPort;

    private SecondNode(Child child, int port, int managementPort) {
        this.child = child;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Started, and ready. One at a time: each begins the log anew. */
    public static SecondNode start() {
        return start(Map.of());
    }

    /**
     * As {@link #start()}, with settings that are its own.
     *
     * @param settings by name
     */
    public static SecondNode start(Map<String, String> settings) {
        SecondNode node = startUnready(settings);
        HttpRequest health = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.managementPort + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return await(node.child, () -> isReady(http, health) ? Optional.of(node) : Optional.empty());
        }
    }

    /** As {@link #start(Map)}, but listening is enough: with such settings it may never be ready. */
    public static SecondNode startUnready(Map<String, String> settings) {
        try {
            Files.deleteIfExists(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Child child = Child.start(new Child.Spec(
                "second-node", command(settings), Map.of(), Path.of("").toAbsolutePath(), LOG));
        MatchResult ports = await(child, () -> listening(child));
        return new SecondNode(child, Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2)));
    }

    private static List<String> command(Map<String, String> settings) {
        List<String> command =
                new ArrayList<>(Jvm.java(Jvm.BRIEF, "-Dquarkus.http.port=0", "-Dquarkus.management.port=0"));
        Config config = ConfigProvider.getConfig();
        for (String name : config.getPropertyNames()) {
            if ((name.startsWith("guestchat.") && !NOT_SHARED.matcher(name).matches())
                    || name.equals("kafka.bootstrap.servers")) {
                command.add("-D" + name + "=" + config.getValue(name, String.class));
            }
        }
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        return command;
    }

    private static <T> T await(Child child, Supplier<Optional<T>> condition) {
        Instant until = Instant.now().plus(READY_WITHIN);
        while (child.isAlive() && Instant.now().isBefore(until)) {
            Optional<T> met = condition.get();
            if (met.isPresent()) {
                return met.get();
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        child.kill();
        throw new IllegalStateException("the second node does not get ready" + child.logEnd());
    }

    private static Optional<MatchResult> listening(Child child) {
        return child.lastLines(Integer.MAX_VALUE).stream()
                .map(LISTENING::matcher)
                .filter(Matcher::find)
                .map(Matcher::toMatchResult)
                .findFirst();
    }

    private static boolean isReady(HttpClient http, HttpRequest health) {
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Of health and metrics. */
    public int managementPort() {
        return managementPort;
    }

    /** Asks it to end, and does not wait. */
    public void terminate() {
        ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroy);
    }

    /** Whether it ends by itself within 30 s. */
    public boolean exited() {
        try {
            child.ended().get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as a crash would; returns when it is gone. */
    public void kill() {
        child.kill();
    }

    /** Ends it in order; returns when it is gone. */
    @Override
    public void close() {
        child.stop(ENDS_WITHIN);
    }
}
