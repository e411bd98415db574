package io.guestchat.scenarios.suite;

import io.guestchat.local.Checkout;
import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.PortPlan;
import io.guestchat.scenarios.caller.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a deployment asks Prometheus for, and what the running services have. */
public final class Metrics {
    private static final List<String> QUERIES =
            List.of("deploy/components/monitoring", "deploy/components/autoscaling");
    /** Those of Kafka's brokers are not the services'. */
    private static final Pattern ASKED =
            Pattern.compile("\\b(?:guestchat|http|jvm|kafka_producer|kafka_consumer|process)_[a-z0-9_]+");

    private static final String CANARYS = "guestchat_canary_";

    private static final Pattern MEASURED = Pattern.compile("(?m)^[a-z][a-z0-9_]*(?=[{ ])");

    private Metrics() {}

    /** The metrics of the services that alerts, dashboards and scalers name. */
    public static Set<String> asked() throws IOException {
        Set<String> asked = named();
        asked.removeIf(name -> name.startsWith(CANARYS));
        return asked;
    }

    private static Set<String> named() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (String folder : QUERIES) {
            try (Stream<Path> files = Files.walk(Checkout.find().root().resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    asked.addAll(ASKED.matcher(Files.readString(file))
                            .results()
                            .map(name -> name.group())
                            .collect(Collectors.toSet()));
                }
            }
        }
        return asked;
    }

    /**
     * Those of the canary's that are named, and that it has not.
     *
     * @param text what it answers to Prometheus
     */
    public static Set<String> missingOfCanary(String text) throws IOException {
        Set<String> missing = named();
        missing.removeIf(name -> !name.startsWith(CANARYS));
        if (missing.isEmpty()) {
            throw new AssertionError("nobody asks for anything of the canary");
        }
        MEASURED.matcher(text).results().forEach(name -> missing.remove(name.group()));
        return missing;
    }

    /** Those of them that no service has. */
    public static Set<String> missing(Set<String> asked, Endpoints at) throws IOException {
        Set<String> missing = new TreeSet<>(asked);
        List<PortPlan.Service> services = Stream.concat(
                        Stream.of(at.ports().invite(), at.ports().session()), at.ports().relays().stream())
                .toList();
        for (PortPlan.Service service : services) {
            URI metrics = URI.create("http://localhost:" + service.management() + "/q/metrics");
            String text = new String(
                    Http.send(HttpRequest.newBuilder(metrics).build()).body(), StandardCharsets.UTF_8);
            MEASURED.matcher(text).results().forEach(name -> missing.remove(name.group()));
        }
        return missing;
    }
}
