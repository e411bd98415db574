package io.guestchat.scenarios.stage;

import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One relay process, which can be ended and started again. */
public final class RelayNode {
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Pattern BEHIND = Pattern.compile("(?m)^guestchat_relay_log_behind\\{[^}]*\\} (\\S+)$");
    /** Records that come in between two looks are no sign of a view that is being rebuilt. */
    private static final double IN_MOTION = 2_000;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PROBE).build();

    /**
     * What to start.
     *
     * @param name for people: log file and messages
     * @param ports where it listens
     * @param app its quarkus-app folder
     * @param folder takes its settings and its log
     * @param settings its properties but for the ports
     * @param jvm options of its JVM
     * @param environment added to this JVM's own
     */
    public record Plan(
            String name,
            Ports ports,
            Path app,
            Path folder,
            Map<String, String> settings,
            List<String> jvm,
            Map<String, String> environment) {}

    /** Of the topics that relays read by key. */
    public static final int PARTITIONS = 8;

    /**
     * What relays of such runs are told, beside whom to believe: no limits, as one host plays all the clients.
     *
     * @param kafka its bootstrap servers
     * @param redis its URL
     */
    public static Map<String, String> settings(String kafka, String redis) {
        return Map.of(
                "kafka.bootstrap.servers",
                kafka,
                "guestchat.redis.url",
                redis,
                "guestchat.limits.enabled",
                "false",
                "guestchat.topics.partitions",
                Integer.toString(PARTITIONS),
                // All processes of a run share one machine.
                "quarkus.vertx.event-loops-pool-size",
                "1",
                // Else each consumer waits 2 s at its end, for work that the next start would do as well.
                "mp.messaging.connector.smallrye-kafka.graceful-shutdown",
                "false");
    }

    /** On loopback. */
    public record Ports(int http, int management) {}

    private final Plan plan;
    private final Child.Spec spec;
    private @Nullable Child child;

    /** Nothing runs yet. */
    public RelayNode(Plan plan) {
        this.plan = plan;
        this.spec = new Child.Spec(
                plan.name(),
                Jvm.java(
                        plan.jvm(),
                        "-Dquarkus.config.locations=" + written(plan),
                        "-jar",
                        plan.app().resolve("quarkus-run.jar").toString()),
                plan.environment(),
                plan.folder(),
                plan.folder().resolve(plan.name() + ".log"));
    }

    private static Path written(Plan plan) {
        Properties all = new Properties();
        all.putAll(plan.settings());
        all.put("config_ordinal", "450");
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(plan.ports().http()));
        all.put("quarkus.management.host", "127.0.0.1");
        all.put("quarkus.management.port", Integer.toString(plan.ports().management()));
        Path file = plan.folder().resolve(plan.name() + ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            all.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Where clients connect. */
    public URI url() {
        return URI.create("ws://127.0.0.1:" + plan.ports().http() + "/v1/connect");
    }

    /** Starts it, if it does not run. */
    public synchronized void start() {
        if (child == null || !child.isAlive()) {
            child = Child.start(spec);
        }
    }

    /** As a crash would. */
    public synchronized void kill() {
        running().kill();
    }

    /** As {@link #kill}, whether it was ever started or not. */
    public synchronized void killIfRunning() {
        if (child != null) {
            child.kill();
        }
    }

    /** As a rolling restart does; returns when it is gone. */
    public synchronized void drain() {
        running().stop(DRAIN);
    }

    /** As if it had no processor any more. */
    public synchronized void freeze() {
        running().freeze();
    }

    /** Lets it go on. */
    public synchronized void thaw() {
        running().thaw();
    }

    /** Whether it wants clients. */
    public synchronized boolean isReady() {
        return ask("/q/health/ready").isPresent();
    }

    /** Whether it is ready, and has read what its log holds: what comes in is in the mailboxes a moment later. */
    public synchronized boolean isCaughtUp() {
        List<Double> behind = ask("/q/metrics").stream()
                .flatMap(metrics -> BEHIND.matcher(metrics).results())
                .map(records -> Double.valueOf(records.group(1)))
                .toList();
        return isReady() && !behind.isEmpty() && behind.stream().allMatch(records -> records < IN_MOTION);
    }

    /** What its management port says, if that is good. */
    private Optional<String> ask(String path) {
        if (child == null || !child.isAlive()) {
            return Optional.empty();
        }
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + plan.ports().management() + path))
                .timeout(PROBE)
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(question, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Ends it in order, if it runs; returns when it is gone. */
    public synchronized void stop() {
        if (child != null) {
            child.thaw();
            child.stop(DRAIN);
        }
    }

    @Override
    public String toString() {
        return spec.name();
    }

    /**
     * The process id.
     *
     * @throws IllegalStateException when it was never started
     */
    public synchronized long pid() {
        return running().pid();
    }

    private Child running() {
        if (child == null) {
            throw new IllegalStateException(spec.name() + " was never started");
        }
        return child;
    }
}
