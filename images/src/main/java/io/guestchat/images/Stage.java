package io.guestchat.images;

import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Suite;
import io.guestchat.scenarios.stage.Pause;
import io.guestchat.scenarios.stage.RunningCanary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the services of all images play together.
 *
 * @param at where each is to be, on this machine
 * @param settings takes the canary's settings, and holds those that a suite of infrastructure alone has written for the others
 */
record Stage(Endpoints at, Path settings) {
    private static final Duration ROUND_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROUND_WENT_WELL = "guestchat_canary_rounds_total{outcome=\"success\"} ";
    /** Behind the suite's own, the last of which is Redis'. */
    private static final int CANARY_IS_BEHIND_REDIS_BY = 1;

    static Stage of(Suite suite, Endpoints at) {
        return new Stage(at, Objects.requireNonNull(suite.settings("invite").getParent()));
    }

    /** A file with what a service is told. */
    Path settings(Service service) throws IOException {
        return switch (service) {
            case INVITE -> settings.resolve("invite.properties");
            case SESSION -> settings.resolve("session.properties");
            case RELAY -> settings.resolve("relay.properties");
            case WEB_GUEST -> settings.resolve("web-guest.properties");
            case CANARY -> canary();
        };
    }

    private Path canary() throws IOException {
        Map<String, String> told =
                new TreeMap<>(RunningCanary.settings(at, at.relays().getFirst(), ROUND_EVERY, settings));
        told.put("quarkus.management.port", Integer.toString(management(Service.CANARY)));
        return Files.writeString(
                settings.resolve("canary.properties"),
                told.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    boolean isReady(Service service) {
        try {
            return Story.get(address(service, "/q/health/ready")).status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /**
     * Returns when a round of the canary went well.
     *
     * @throws IllegalStateException when none does
     */
    void awaitCanary() {
        if (!Pause.until(PATIENCE, this::hasCanarySucceeded)) {
            throw new IllegalStateException("no round of the canary goes well within " + PATIENCE);
        }
    }

    private boolean hasCanarySucceeded() {
        byte[] metrics = Story.get(address(Service.CANARY, "/q/metrics")).body();
        return new String(metrics, StandardCharsets.UTF_8)
                .replace(",}", "}") // one of the formats has it
                .lines()
                .filter(line -> line.startsWith(ROUND_WENT_WELL))
                .anyMatch(line -> Double.parseDouble(line.substring(ROUND_WENT_WELL.length())) >= 1);
    }

    private String address(Service service, String path) {
        return "http://127.0.0.1:" + management(service) + path;
    }

    private int management(Service service) {
        return switch (service) {
            case INVITE -> at.ports().invite().management();
            case SESSION -> at.ports().session().management();
            case RELAY -> at.ports().relays().getFirst().management();
            case WEB_GUEST -> at.ports().webGuest().management();
            case CANARY -> at.ports().redis() + CANARY_IS_BEHIND_REDIS_BY;
        };
    }
}
