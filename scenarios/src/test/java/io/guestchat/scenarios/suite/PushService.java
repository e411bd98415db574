package io.guestchat.scenarios.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The push service of a browser's maker, with one subscription. */
public final class PushService implements AutoCloseable {
    private static final int CREATED = 201;
    /** An absence is told after 3 s, and pushed a second later. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServer server;
    private final LinkedBlockingQueue<Push> pushes = new LinkedBlockingQueue<>();

    /**
     * What came.
     *
     * @param authorization who says to have sent it
     * @param bytes         of content
     */
    public record Push(String authorization, int bytes) {}

    private PushService(HttpServer server) {
        this.server = server;
    }

    /** Listens on a loopback port. */
    public static PushService open() {
        try {
            PushService service =
                    new PushService(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            service.server.createContext("/send/", service::take);
            service.server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its one browser is reached. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/send/it";
    }

    /** Waits for the next push. */
    public Push awaitPush() {
        try {
            Push push = pushes.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (push == null) {
                throw new AssertionError("no push within " + PATIENCE);
            }
            return push;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        int bytes = exchange.getRequestBody().readAllBytes().length;
        pushes.add(new Push(exchange.getRequestHeaders().getFirst("Authorization"), bytes));
        exchange.sendResponseHeaders(CREATED, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
