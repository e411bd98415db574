package io.guestchat.canary;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuestPageTest {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String POLICY = "default-src 'none'; connect-src 'self' https://session.chat.example"
            + " wss://relay.chat.example; img-src 'self'";

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void aPageThatMaySpeakToBothIsWell() {
        serve(200, Map.of("Content-Type", List.of(HTML), "Content-Security-Policy", List.of(POLICY)));
        assertDoesNotThrow(this::open);
    }

    @Test
    void aPolicyThatAProxyAddedAndThatSaysNothingOfConnectionsDoesNoHarm() {
        serve(
                200,
                Map.of(
                        "Content-Type",
                        List.of(HTML),
                        "Content-Security-Policy",
                        List.of("upgrade-insecure-requests", POLICY)));
        assertDoesNotThrow(this::open);
    }

    @Test
    void whatIsNotThePageIsToldApart() {
        serve(503, Map.of("Content-Type", List.of(HTML), "Content-Security-Policy", List.of(POLICY)));
        assertEquals("answer 503", failure());

        serve(200, Map.of("Content-Type", List.of("text/plain"), "Content-Security-Policy", List.of(POLICY)));
        assertEquals("an answer that is no HTML", failure());

        server.stop(0);
        assertEquals("no answer: ConnectException", failure());
    }

    @Test
    void aPageThatMayNotSpeakToOneOfThemIsNoUse() {
        serve(200, Map.of("Content-Type", List.of(HTML)));
        assertEquals("an answer without Content-Security-Policy that has connect-src", failure());

        serve(200, html("default-src 'none'; connect-src 'self' wss://relay.chat.example"));
        assertEquals("connect-src without the session-service", failure());

        serve(200, html("connect-src https://session.chat.example wss://relay.chat.example.org"));
        assertEquals("connect-src without the relay", failure());

        serve(200, html(POLICY, "connect-src 'self'"));
        assertEquals("connect-src without the session-service", failure());
    }

    private static Map<String, List<String>> html(String... policies) {
        return Map.of("Content-Type", List.of(HTML), "Content-Security-Policy", List.of(policies));
    }

    private void serve(int status, Map<String, List<String>> headers) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException e) {
            // the first
        }
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().putAll(headers);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private String failure() {
        return assertThrows(Failed.class, this::open).getMessage();
    }

    private void open() throws Failed {
        URI page = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/i");
        new GuestPage(http, new Config(page)).open(page, URI.create("wss://relay.chat.example/v1/connect"));
    }

    private record Config(URI page) implements CanaryConfig {
        @Override
        public Duration every() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Optional<URI> pageUrl() {
            return Optional.of(page);
        }

        @Override
        public URI inviteUrl() {
            return URI.create("https://invites.chat.example");
        }

        @Override
        public URI sessionUrl() {
            return URI.create("https://session.chat.example");
        }

        @Override
        public URI relayUrl() {
            return URI.create("wss://members.chat.example/v1/connect");
        }

        @Override
        public String issuer() {
            return "https://canary.chat.example";
        }

        @Override
        public Path key() {
            return Path.of("key.json");
        }
    }
}
