package io.guestchat.scenarios.caller;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Sends calls, on connections that are kept. */
public final class Http {
    /** Longer than any service lets a caller wait. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private Http() {}

    /**
     * Sends a call and waits for its answer.
     *
     * @throws IOException when there is none: whether the call had its effect is unknown then
     */
    public static Answer send(HttpRequest call) throws IOException {
        try {
            var response = CLIENT.send(call, BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("DPoP-Nonce").orElse(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
