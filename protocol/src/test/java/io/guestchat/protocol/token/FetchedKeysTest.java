package io.guestchat.protocol.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signer behind a real HTTP server; the time is the test's. */
class FetchedKeysTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final AtomicInteger readings = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    private HttpServer server;
    private volatile Answer answer;
    private FetchedKeys keys;

    /** What the signer does with a request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void signer() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/jwks.json", exchange -> {
            readings.incrementAndGet();
            try (exchange) {
                answer.to(exchange);
            }
        });
        server.createContext("/elsewhere.json", exchange -> {
            try (exchange) {
                send(exchange, 200, jwks("a"));
            }
        });
        server.start();
        answer = publishing("a");
        keys = at("/jwks.json");
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void readsOnceForManyLookups() {
        IntStream.range(0, 100).parallel().forEach(i -> assertNotNull(keys.find("a")));
        assertEquals(1, readings.get());
    }

    @Test
    void readsAtMostOnceInTwoSecondsForUnknownKids() {
        for (int tenth = 0; tenth <= 60; tenth++) {
            assertNull(keys.find("unknown-" + tenth));
            pass(Duration.ofMillis(100));
        }
        assertEquals(4, readings.get(), "at 0, 2, 4 and 6 s");
    }

    @Test
    void findsANewKeyAsSoonAsItMayReadAgain() {
        assertNotNull(keys.find("a"));
        answer = publishing("a", "b");
        assertNull(keys.find("b"));
        pass(FetchedKeys.MIN_INTERVAL);
        assertNotNull(keys.find("b"));
    }

    @Test
    void losesAKeyWhenTheSignerAnswersWithoutIt() {
        assertNotNull(keys.find("a"));
        answer = publishing("b");
        pass(FetchedKeys.CHECKED_WITHIN);
        assertNull(keys.find("a"));
        answer = publishing();
        pass(FetchedKeys.CHECKED_WITHIN);
        assertNull(keys.find("b"));
    }

    @Test
    void readsBesideTheLookupsUnderLoad() {
        assertNotNull(keys.find("a"));
        answer = publishing("b");
        pass(FetchedKeys.CHECK_EVERY);
        eventually(() -> keys.find("a") == null);
        assertEquals(2, readings.get());
    }

    @Test
    void keepsTheKeysThroughAnOutageAndNoLongerThanItSays() {
        assertNotNull(keys.find("a"));
        answer = exchange -> send(exchange, 503, "");
        for (Duration passed = Duration.ZERO;
                passed.compareTo(FetchedKeys.KEPT_IN_OUTAGE.minusMinutes(1)) < 0;
                passed = passed.plusMinutes(1)) {
            assertNotNull(keys.find("a"));
            assertNull(keys.find("unknown"));
            pass(Duration.ofMinutes(1));
        }
        pass(Duration.ofMinutes(1));
        assertThrows(KeysUnavailable.class, () -> keys.find("a"));
        answer = publishing("a");
        pass(FetchedKeys.CHECKED_WITHIN);
        assertNotNull(keys.find("a"));
    }

    @Test
    void toleratesASignerThatIsGone() {
        assertNotNull(keys.find("a"));
        server.stop(0);
        pass(Duration.ofMinutes(10));
        assertNotNull(keys.find("a"));
    }

    @Test
    void saysThatItDoesNotKnowUntilTheSignerHasAnswered() {
        answer = exchange -> send(exchange, 500, "");
        assertThrows(KeysUnavailable.class, () -> keys.find("a"));
        assertThrows(KeysUnavailable.class, () -> keys.find("a"));
        assertEquals(1, readings.get());
        answer = publishing("a");
        pass(FetchedKeys.CHECKED_WITHIN);
        assertNotNull(keys.find("a"));
    }

    @Test
    void followsNoRedirect() {
        answer = exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere.json");
            send(exchange, 302, jwks("a"));
        };
        assertThrows(KeysUnavailable.class, () -> keys.find("a"));
        assertNotNull(at("/elsewhere.json").find("a"));
    }

    @Test
    void refusesTooLargeAnAnswer() {
        answer = exchange -> send(exchange, 200, jwks("a") + " ".repeat(JwksReader.MAX_BYTES));
        assertThrows(KeysUnavailable.class, () -> keys.find("a"));
    }

    @Test
    void refusesAnAnswerWithoutEnd() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = new byte[1024];
            Arrays.fill(spaces, (byte) ' ');
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(spaces);
            }
        };
        assertThrows(KeysUnavailable.class, () -> keys.find("a"));
    }

    @Test
    void doesNotWaitForeverForAnAnswerThatTrickles() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitEnd();
        };
        assertThrows(KeysUnavailable.class, () -> keys.find("a"));
    }

    @Test
    void takesWhatIsNotAJwksForAnOutage() {
        assertNotNull(keys.find("a"));
        for (String document : new String[] {"", "<html>", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[],\"keys\":[]}"}) {
            answer = exchange -> send(exchange, 200, document);
            pass(FetchedKeys.CHECKED_WITHIN);
            assertNotNull(keys.find("a"), document);
        }
    }

    @Test
    void leavesOutTheKeysThatItCannotUse() {
        String unusable = "{\"kty\":\"XYZ\",\"kid\":\"x\"},{\"kid\":\"y\"},{},";
        answer = exchange -> send(exchange, 200, jwks("a").replace("[", "[" + unusable));
        assertNotNull(keys.find("a"));
        assertNull(keys.find("x"));
    }

    @Test
    void readsAFileAgainWhenItChanges(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("jwks.json");
        write(file, jwks("a"));
        FetchedKeys fromFile = new FetchedKeys(file.toUri(), JwksReader.at(file.toUri()), now::get);
        assertNotNull(fromFile.find("a"));
        write(file, jwks("b"));
        pass(FetchedKeys.MIN_INTERVAL);
        assertNotNull(fromFile.find("b"));
        assertNull(fromFile.find("a"));
        Files.delete(file);
        pass(FetchedKeys.CHECKED_WITHIN);
        assertNotNull(fromFile.find("b"), "a file that is away is an outage");
    }

    @Test
    void readsFilesAndTheWebOnly() {
        for (String location : new String[] {"jwks.json", "ftp://acme.example/jwks", "jar:file:/x!/y", "http:"}) {
            assertThrows(IllegalArgumentException.class, () -> KeySource.at(URI.create(location)), location);
        }
    }

    private FetchedKeys at(String path) {
        URI location = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new FetchedKeys(location, JwksReader.at(location), now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Answer publishing(String... kids) {
        String document = jwks(kids);
        return exchange -> send(exchange, 200, document);
    }

    private static String jwks(String... kids) {
        return new JWKSet(Arrays.stream(kids).map(FetchedKeysTest::key).toList()).toString();
    }

    private static JWK key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void write(Path file, String text) throws IOException {
        Path beside = file.resolveSibling("new");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A wait on a condition. */
    private interface Condition {
        boolean holds();
    }

    private static void eventually(Condition condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, "not in time");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
