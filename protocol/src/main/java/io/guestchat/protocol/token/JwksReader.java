package io.guestchat.protocol.token;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads one JWKS document, {@value #MAX_BYTES} bytes at most. */
@FunctionalInterface
interface JwksReader {
    int MAX_BYTES = 64 * 1024;

    /** For the whole answer, however slowly it comes. */
    Duration TIMEOUT = Duration.ofSeconds(2);

    /** @throws IOException if it cannot be read now, or is too large; the message repeats nothing of it */
    byte[] read() throws IOException;

    /** @throws IllegalArgumentException if it is no {@code file:}, {@code http:} or {@code https:} URL */
    static JwksReader at(URI location) {
        return switch (location.getScheme()) {
            case "file" -> {
                Path file = Path.of(location);
                yield () -> file(file);
            }
            case "http", "https" -> {
                HttpRequest request = HttpRequest.newBuilder(location).build();
                yield () -> web(request);
            }
            case null, default -> throw new IllegalArgumentException("not a URL of a JWKS: " + location);
        };
    }

    private static byte[] file(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("too large");
            }
            return bytes;
        }
    }

    private static byte[] web(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = Web.CLIENT.sendAsync(
                request,
                BodyHandlers.limiting(
                        info -> info.statusCode() == 200
                                ? BodySubscribers.ofByteArray()
                                : BodySubscribers.replacing(new byte[0]),
                        MAX_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException e) {
            throw new IOException("no answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Follows no redirect: the configured host answers, or nobody. */
    final class Web {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .build();

        private Web() {}
    }
}
