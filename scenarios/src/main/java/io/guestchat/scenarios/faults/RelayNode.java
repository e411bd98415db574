package io.guestchat.scenarios.faults;

import io.guestchat.local.process.Child;
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
final class RelayNode {
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Pattern BEHIND = Pattern.compile("(?m)^guestchat_relay_log_behind\\{[^}]*\\} (\\S+)$");
    /** Records that come in between two looks are no sign of a view that is being rebuilt. */
    private static final double IN_MOTION = 2_000;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PROBE).build();

    private final Child.Spec spec;
    private final Path clock;
    private final int httpPort;
    private final int managementPort;
    private @Nullable Child child;

    /**
     * @param app its quarkus-app folder
     * @param settings its properties but for the ports
     * @param clocks its own may be wrong
     */
    RelayNode(
            String name,
            int httpPort,
            int managementPort,
            Path app,
            Path folder,
            Map<String, String> settings,
            Clocks clocks) {
        this.httpPort = httpPort;
        this.managementPort = managementPort;
        Properties all = new Properties();
        all.putAll(settings);
        all.put("config_ordinal", "450");
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(httpPort));
        all.put("quarkus.management.host", "127.0.0.1");
        all.put("quarkus.management.port", Integer.toString(managementPort));
        Path file = folder.resolve(name + ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            all.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it is started often: quick code soon beats the best code later
                "-Dquarkus.config.locations=" + file,
                "-jar",
                app.resolve("quarkus-run.jar").toString());
        this.clock = folder.resolve(name + ".clock");
        Clocks.set(clock, 0);
        this.spec = new Child.Spec(name, command, clocks.environment(clock), folder, folder.resolve(name + ".log"));
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + httpPort + "/v1/connect");
    }

    synchronized void start() {
        if (child == null || !child.isAlive()) {
            child = Child.start(spec);
        }
    }

    /** As a crash would. */
    synchronized void kill() {
        running().kill();
    }

    /** As {@link #kill}, whether it was ever started or not. */
    synchronized void killIfRunning() {
        if (child != null) {
            child.kill();
        }
    }

    /** As a rolling restart does; returns when it is gone. */
    synchronized void drain() {
        running().stop(DRAIN);
    }

    synchronized void freeze() {
        running().freeze();
    }

    synchronized void thaw() {
        running().thaw();
    }

    /** Wrong by so much from now on. */
    void clock(int seconds) {
        Clocks.set(clock, seconds);
    }

    synchronized boolean isReady() {
        return ask("/q/health/ready").isPresent();
    }

    /** Whether it is ready, and has read what its log holds: what comes in is in the mailboxes a moment later. */
    synchronized boolean isCaughtUp() {
        return isReady()
                && ask("/q/metrics")
                        .filter(metrics -> BEHIND.matcher(metrics)
                                .results()
                                .allMatch(behind -> Double.parseDouble(behind.group(1)) < IN_MOTION))
                        .isPresent();
    }

    /** What its management port says, if that is good. */
    private Optional<String> ask(String path) {
        if (child == null || !child.isAlive()) {
            return Optional.empty();
        }
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
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

    synchronized void stop() {
        if (child != null) {
            child.thaw();
            child.stop(DRAIN);
        }
    }

    @Override
    public String toString() {
        return spec.name();
    }

    private Child running() {
        if (child == null) {
            throw new IllegalStateException(spec.name() + " was never started");
        }
        return child;
    }
}
