package io.guestchat.session.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.session.push.PushAnswer.Gone;
import io.guestchat.session.push.PushAnswer.Later;
import io.guestchat.session.push.PushAnswer.Refused;
import io.guestchat.session.push.PushAnswer.Taken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom pushes reach: a name is looked up once, and its certificate has to be that name's. */
class PushServicesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:12:30Z");
    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "no secret";
    private static final AtomicInteger HEARD = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static PfxOptions certificate;
    private static int port;

    @BeforeAll
    static void listen() throws Exception {
        certificate =
                new PfxOptions().setPath(certificateOf("push.test").toString()).setPassword(PASSWORD);
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate);
        HttpServer server = VERTX.createHttpServer(options).requestHandler(request -> {
            HEARD.incrementAndGet();
            boolean moved = request.path().equals("/moved");
            request.response()
                    .setStatusCode(moved ? 307 : 201)
                    .putHeader("Location", "/send")
                    .end();
        });
        port = get(server.listen(0, "127.0.0.1")).actualPort();
    }

    @AfterAll
    static void close() throws Exception {
        get(VERTX.close());
    }

    @Test
    void whatWasLookedUpIsConnectedTo() throws Exception {
        assertEquals(new Taken(), push("https://push.test/send", true, "127.0.0.1"));
    }

    @Test
    void nobodyElseAnswersForAName() throws Exception {
        // Given
        int before = HEARD.get();

        // When
        PushAnswer answer = push("https://other.test/send", true, "127.0.0.1");

        // Then
        assertEquals(new Later(null), answer);
        assertEquals(before, HEARD.get());
    }

    @Test
    void noRedirectIsFollowed() throws Exception {
        // Given
        int before = HEARD.get();

        // When
        PushAnswer answer = push("https://push.test/moved", true, "127.0.0.1");

        // Then
        assertEquals(new Refused(307), answer);
        assertEquals(before + 1, HEARD.get());
    }

    @Test
    void anAddressThatIsNotPublicIsNotAsked() throws Exception {
        // Given
        int before = HEARD.get();

        // When
        PushAnswer answer = push("https://push.test/send", false, "8.8.8.8", "127.0.0.1");

        // Then
        assertEquals(new Refused(0), answer);
        assertEquals(before, HEARD.get());
    }

    @ParameterizedTest
    @MethodSource
    void understandsWhatAPushServiceAnswers(int status, String retryAfter, PushAnswer meant) {
        assertEquals(meant, PushServices.answer(status, retryAfter.isEmpty() ? null : retryAfter, NOW));
    }

    static Stream<Arguments> understandsWhatAPushServiceAnswers() {
        return Stream.of(
                Arguments.of(200, "", new Taken()),
                Arguments.of(201, "", new Taken()),
                Arguments.of(404, "", new Gone()),
                Arguments.of(410, "", new Gone()),
                Arguments.of(400, "", new Refused(400)),
                Arguments.of(403, "", new Refused(403)),
                Arguments.of(429, "", new Later(null)),
                Arguments.of(429, "120", new Later(Duration.ofMinutes(2))),
                Arguments.of(503, "Tue, 24 Nov 2026 08:13:00 GMT", new Later(Duration.ofSeconds(30))),
                Arguments.of(503, "soon", new Later(null)),
                Arguments.of(500, "99999999999999999999", new Later(null)));
    }

    /** The test's port stands for 443. */
    private static PushAnswer push(String endpoint, boolean anywhere, String... addresses) throws Exception {
        List<InetAddress> found =
                Stream.of(addresses).map(InetAddress::ofLiteral).toList();
        PushServices services = new PushServices(
                VERTX,
                new HttpClientOptions().setTrustOptions(certificate),
                host -> {
                    assertTrue(host.endsWith(".test"));
                    return found;
                },
                anywhere,
                port);
        try {
            return get(services.push(Endpoint.parse(endpoint, false), "vapid t=, k=", Duration.ofDays(1)));
        } finally {
            services.close();
        }
    }

    private static Path certificateOf(String name) throws Exception {
        Path store = folder.resolve("push.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options = "-genkeypair -alias push -keyalg EC -groupname secp256r1 -dname CN=push -ext SAN=dns:" + name;
        List<String> command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        return store;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
