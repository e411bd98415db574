package io.guestchat.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Java's client, as it comes, offers to go on in HTTP/2. */
@QuarkusTest
class HttpVersionIT extends InviteService {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoOffersHttp2IsAnsweredInHttp1() throws IOException, InterruptedException {
        // When
        HttpResponse<Void> read = call("GET", "/.well-known/jwks.json", "");
        HttpResponse<Void> written = call("PUT", "/v1/invites/" + Samples.inviteId(), "{}");

        // Then
        assertEquals(200, read.statusCode());
        assertEquals(401, written.statusCode());
        assertEquals(Version.HTTP_1_1, read.version());
        assertEquals(Version.HTTP_1_1, written.version());
    }

    private HttpResponse<Void> call(String method, String path, String body) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + RestAssured.port + path);
        return client.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }
}
