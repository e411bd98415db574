package io.guestchat.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pod that goes has the time that its end takes. */
final class DrainRules {
    /** From a pod's end being decided to its being known to the last load balancer, as a rule. */
    private static final Duration HEARD_OF = Duration.ofSeconds(5);
    /** {@code Connections.GONE_WITHIN} of the relay: the last socket's event loop. */
    private static final Duration LAST_SOCKETS = Duration.ofSeconds(2);
    /** SmallRye's {@code graceful-shutdown}: each consumer's last poll, one after the other. */
    private static final Duration CONSUMER = Duration.ofSeconds(2);

    private static final Duration JVM = Duration.ofSeconds(5);
    private static final String DRAIN = "guestchat.relay.drain";
    private static final String SHUTDOWN = "quarkus.shutdown.timeout";
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m)");

    private DrainRules() {}

    static List<String> faults(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        manifests.all("Deployment").forEach(deployment -> {
            Duration preStop = Duration.ofSeconds(deployment
                    .containers()
                    .getFirst()
                    .at("/lifecycle/preStop/sleep/seconds")
                    .asLong());
            if (preStop.compareTo(HEARD_OF) < 0) {
                faults.add(deployment.label() + " goes before it is known to go");
            }
            Duration needed = preStop.plus(end(Settings.of(manifests, deployment)));
            Duration grace = Duration.ofSeconds(
                    deployment.pod().path("terminationGracePeriodSeconds").asLong(30));
            if (grace.compareTo(needed) < 0) {
                faults.add("%s is killed after %d s, and needs %d s to end"
                        .formatted(deployment.label(), grace.toSeconds(), needed.toSeconds()));
            }
        });
        return faults;
    }

    /** From SIGTERM on. */
    private static Duration end(Settings settings) {
        boolean relay = settings.service().equals("relay-service");
        return relay
                ? ofRelay(duration(settings.value(DRAIN, "1s")))
                : end(settings.service(), duration(settings.value(SHUTDOWN, "0s")));
    }

    /**
     * A relay's end, from SIGTERM on.
     *
     * @param drain over which its sockets are closed
     */
    static Duration ofRelay(Duration drain) {
        return end("relay-service", drain.plus(LAST_SOCKETS));
    }

    private static Duration end(String service, Duration clients) {
        return clients.plus(CONSUMER.multipliedBy(consumers(service))).plus(JVM);
    }

    private static long consumers(String service) {
        return Settings.ofModule(service).stringPropertyNames().stream()
                .filter(key -> key.matches("mp\\.messaging\\.incoming\\.[^.]+\\.connector"))
                .count();
    }

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError("not a duration as they are written here: " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
