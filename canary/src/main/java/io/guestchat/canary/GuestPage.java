package io.guestchat.canary;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The guest's page as a browser gets it when somebody opens a link; no script of it is run. */
final class GuestPage {
    private static final String POLICY = "Content-Security-Policy";
    private static final String CONNECT = "connect-src";

    private final HttpClient http;
    private final CanaryConfig config;

    GuestPage(HttpClient http, CanaryConfig config) {
        this.http = http;
        this.config = config;
    }

    /**
     * It is there, and browsers will let it speak to the session-service and to the relay.
     *
     * @param relay that the session-service has told of
     */
    void open(URI page, URI relay) throws Failed {
        HttpResponse<Void> answer = Http.send(
                http, HttpRequest.newBuilder(page).timeout(config.patience()).build(), BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new Failed("answer " + answer.statusCode());
        }
        require(
                answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html"),
                "an answer that is no HTML");
        // A proxy may have added its own: a browser keeps to all of them.
        List<List<String>> policies = answer.headers().allValues(POLICY).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .flatMap(policy -> connectSources(policy).stream())
                .toList();
        require(!policies.isEmpty(), "an answer without " + POLICY + " that has " + CONNECT);
        require(policies.stream().allMatch(names(config.sessionUrl())), CONNECT + " without the session-service");
        require(policies.stream().allMatch(names(relay)), CONNECT + " without the relay");
    }

    /** What a policy lets the page connect to; empty if it does not speak of that. */
    private static Optional<List<String>> connectSources(String policy) {
        return Stream.of(policy.split(";"))
                .map(directive ->
                        List.of(directive.strip().toLowerCase(Locale.ROOT).split("\\s+")))
                .filter(directive -> directive.getFirst().equals(CONNECT))
                .findFirst();
    }

    private static Predicate<List<String>> names(URI service) {
        String origin = (service.getScheme() + "://" + service.getRawAuthority()).toLowerCase(Locale.ROOT);
        return sources -> sources.contains(origin);
    }

    private static void require(boolean holds, String otherwise) throws Failed {
        if (!holds) {
            throw new Failed(otherwise);
        }
    }
}
