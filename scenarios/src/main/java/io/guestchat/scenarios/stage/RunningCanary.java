package io.guestchat.scenarios.stage;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.guestchat.local.Checkout;
import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Tenant;
import io.guestchat.scenarios.caller.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoublePredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The canary as it is packaged, in a process of its own, as a tenant of a suite that runs. */
public final class RunningCanary implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("listening on http://[^:]+:(\\d+)");

    private final Child child;
    private final URI metrics;

    private RunningCanary(Child child, URI metrics) {
        this.child = child;
        this.metrics = metrics;
    }

    /**
     * Started.
     *
     * @param relay that its member connects to
     * @param every from one round to the next
     */
    public static RunningCanary start(Endpoints at, String relay, Duration every, Path folder) {
        Map<String, String> settings = settings(at, relay, every, folder);
        List<String> command = Jvm.java(
                Jvm.BRIEF,
                settings.entrySet().stream()
                        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        command.addAll(List.of(
                "-jar",
                Checkout.find()
                        .root()
                        .resolve("canary/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        Path log = folder.resolve("canary.log");
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Child child = Child.start(
                new Child.Spec("canary", command, Map.of(), Checkout.find().root(), log));
        MatchResult port = awaitListening(child);
        return new RunningCanary(child, URI.create("http://localhost:" + port.group(1) + "/q/metrics"));
    }

    /**
     * What it is told; it listens on a port that is free then.
     *
     * @param folder takes its key
     */
    public static Map<String, String> settings(Endpoints at, String relay, Duration every, Path folder) {
        Tenant tenant = at.tenants().getFirst();
        Path key = folder.resolve("canary.private.json");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, JSONObjectUtils.toJSONString(tenant.key().toJSONObject()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.management.port", "0",
                "guestchat.canary.every", every.toString(),
                "guestchat.canary.patience", "5S",
                "guestchat.canary.page-url", at.webGuest() + "/i",
                "guestchat.canary.invite-url", at.invite(),
                "guestchat.canary.session-url", at.session(),
                "guestchat.canary.relay-url", relay,
                "guestchat.canary.issuer", tenant.issuer(),
                "guestchat.canary.key", key.toString());
    }

    private static MatchResult awaitListening(Child child) {
        Instant until = Instant.now().plus(PATIENCE);
        while (child.isAlive() && Instant.now().isBefore(until)) {
            Optional<MatchResult> found = child.lastLines(Integer.MAX_VALUE).stream()
                    .map(LISTENING::matcher)
                    .filter(Matcher::find)
                    .map(Matcher::toMatchResult)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            pause();
        }
        child.kill();
        throw new IllegalStateException("the canary does not start" + child.logEnd());
    }

    /** Where Prometheus reads what it has measured. */
    public URI address() {
        return metrics;
    }

    /** What it has measured, as Prometheus reads it; without the comma behind the last label that one of its formats has. */
    public String metrics() {
        try {
            byte[] text = Http.send(HttpRequest.newBuilder(metrics).build()).body();
            return new String(text, StandardCharsets.UTF_8).replace(",}", "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a metric, with all its labels as they are written; not a number as long as it has none, as at its very start. */
    public double value(String metric) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Waits until a metric is as it should be. */
    public void await(String metric, DoublePredicate wanted) {
        Instant until = Instant.now().plus(PATIENCE);
        while (!wanted.test(value(metric))) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError(metric + " is " + value(metric) + child.logEnd());
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }

    @Override
    public void close() {
        child.close();
    }
}
