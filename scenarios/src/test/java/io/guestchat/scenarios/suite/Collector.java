package io.guestchat.scenarios.suite;

import io.guestchat.scenarios.trace.Marker;
import io.guestchat.scenarios.trace.Trace;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the services export their spans to, while it is open: takes OTLP over gRPC and over HTTP, and keeps what it is sent as it came
 * (protobuf, in which texts are readable).
 */
public final class Collector implements AutoCloseable {
    private static final String GRPC = "application/grpc";
    /** The services export every 5 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Its length, 0, and that it is not compressed. */
    private static final Buffer EMPTY_MESSAGE = Buffer.buffer(new byte[5]);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Trace> received = new ConcurrentLinkedQueue<>();

    private Collector() {}

    /** Listens on a loopback port. */
    public static Collector open(int port) {
        Collector collector = new Collector();
        collector
                .vertx
                .createHttpServer()
                .requestHandler(collector::receive)
                .listen(port, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return collector;
    }

    /** What came so far, each request as one. */
    public List<Trace> received() {
        return List.copyOf(received);
    }

    /**
     * Waits until it has all that a service has made so far: spans come in the order in which they ended.
     *
     * @param service its address
     */
    public void awaitAllOf(String service) {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        Marker last = Marker.of("last trace", id);
        HttpRequest call = HttpRequest.newBuilder(URI.create(service + "/.well-known/jwks.json"))
                .header("traceparent", "00-" + HexFormat.of().formatHex(id) + "-00f067aa0ba902b7-01")
                .build();
        try {
            HTTP.send(call, BodyHandlers.discarding());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (last.in(received()).isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("no spans of " + service + " within " + PATIENCE);
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            received.add(new Trace("spans at " + request.path(), body.getBytes()));
            HttpServerResponse response = request.response();
            if (GRPC.equals(request.getHeader("content-type"))) {
                response.putHeader("content-type", GRPC).putTrailer("grpc-status", "0");
                response.end(EMPTY_MESSAGE);
            } else {
                response.end();
            }
        });
    }
}
