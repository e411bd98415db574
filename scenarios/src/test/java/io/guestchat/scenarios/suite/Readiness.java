package io.guestchat.scenarios.suite;

import io.guestchat.local.suite.PortPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** What a service says of itself on its management port. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Readiness() {}

    /** Returns when invite-service, session-service and relays are ready; fails when one takes too long. */
    static void await(PortPlan ports) {
        Stream.concat(Stream.of(ports.invite(), ports.session()), ports.relays().stream())
                .forEach(service -> await(service.management()));
    }

    /** Returns when the service is ready; fails when it takes too long. */
    static void await(int managementPort) {
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + managementPort + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!isReady(question)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("not ready within " + PATIENCE + ": " + question.uri());
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isReady(HttpRequest question) throws InterruptedException {
        try {
            return HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException startsYet) {
            return false;
        }
    }
}
