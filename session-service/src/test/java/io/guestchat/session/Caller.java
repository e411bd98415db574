package io.guestchat.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Somebody who calls from an address of their own. */
final class Caller implements AutoCloseable {
    private final HttpClient client;

    private Caller(HttpClient client) {
        this.client = client;
    }

    /** @param address one of 127.0.0.0/8 */
    static Caller from(String address) {
        try {
            return new Caller(HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(address))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    HttpResponse<String> preview(int port, Link link, Map<String, String> headers) {
        return post(port, "/v1/sessions/preview", link, headers);
    }

    HttpResponse<String> redeem(int port, Link link, String proof) {
        return post(port, "/v1/sessions", link, Map.of("DPoP", proof));
    }

    private HttpResponse<String> post(int port, String path, Link link, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(link.body()));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
