package io.guestchat.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for the invite-service and the session-service: keeps what it was asked, knows one invite, of Ana's. */
public class FakeSuite implements QuarkusTestResourceLifecycleManager {

    static final String INVITE_OF_ANA = "AAAAAAAAAAAAAAAAAAAAAA";

    record Request(String method, String path, String authorization, String body) {}

    static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();

    private HttpServer server;
    private Path key;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", FakeSuite::answer);
            server.start();
            key = Files.createTempFile("sample-provider", ".json");
            Files.writeString(
                    key, new ECKeyGenerator(Curve.P_256).keyID("k1").generate().toJSONString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        String url = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "guestchat.sample.invite-url", url,
                "guestchat.sample.session-url", url,
                "guestchat.sample.key", key.toString());
    }

    @Override
    public void stop() {
        server.stop(0);
        try {
            Files.deleteIfExists(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String method = exchange.getRequestMethod();
        REQUESTS.add(new Request(method, path, exchange.getRequestHeaders().getFirst("Authorization"), body));
        boolean known = path.startsWith("/v1/invites/" + INVITE_OF_ANA) || method.equals("PUT");
        String json = known ? "{\"memberId\":\"ana\",\"token\":\"t\"}" : "{\"title\":\"Not found\"}";
        if (method.equals("DELETE")) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
