package io.guestchat.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A push service with one subscription: hears what is pushed, and answers as it is told, else with 201. */
final class PushEndpoint implements AutoCloseable {
    /** @param headers by their names, in any case */
    record Push(String method, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    /** @param retryAfter "" for no such header */
    record Answer(int status, String retryAfter) {}

    private final HttpServer server;
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    PushEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/send/", this::take);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A browser's subscription as it tells it. */
    String subscription() {
        return """
                {"endpoint":"%s/send/it?to=me","expirationTime":null,"keys":{"p256dh":"BA","auth":"AA"}}""".formatted(origin());
    }

    void answer(int status, String retryAfter) {
        answers.add(new Answer(status, retryAfter));
    }

    List<Push> pushes() {
        return List.copyOf(pushes);
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.getRequestHeaders());
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer = answers.isEmpty() ? new Answer(201, "") : answers.remove();
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        pushes.add(new Push(exchange.getRequestMethod(), headers, body));
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
