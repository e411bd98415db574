package io.guestchat.sample;

import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The calls a provider's backend makes to the suite: five, each with a fresh backend token. */
@ApplicationScoped
class Suite {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNAVAILABLE = 503;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final SampleConfig config;
    private final Tokens tokens;

    Suite(SampleConfig config, Tokens tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    /** The suite's answer as it came: a problem's body is meant for callers. */
    record Answer(int status, String body) {}

    /** Creates an invite for a member; the id comes from the member's device, so a repetition is harmless. */
    Answer createInvite(String inviteId, Map<String, Object> invite) {
        return call("PUT", invitesUrl("/" + encoded(inviteId)), new JsonObject(invite).encode());
    }

    Answer invites(String memberId) {
        return call("GET", invitesUrl("?limit=100&memberId=" + encoded(memberId)), "");
    }

    Answer revokeInvite(String inviteId) {
        return call("DELETE", invitesUrl("/" + encoded(inviteId)), "");
    }

    Answer endConversation(String conversationId) {
        return call("DELETE", URI.create(config.sessionUrl() + "/v1/conversations/" + encoded(conversationId)), "");
    }

    /** The suite knows providers, not who is logged in here: whose invite it is, is for the provider to check. */
    boolean isInviteOf(String memberId, String inviteId) {
        Answer answer = call("GET", invitesUrl("/" + encoded(inviteId)), "");
        return answer.status() == 200
                && new JsonObject(answer.body()).getString("memberId", "").equals(memberId);
    }

    private URI invitesUrl(String rest) {
        return URI.create(config.inviteUrl() + "/v1/invites" + rest);
    }

    /** Each call may be repeated without harm, so one that the suite asks to repeat in a moment is, for a while. */
    private Answer call(String method, URI address, String body) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                HttpResponse<String> response = http.send(request(method, address, body), BodyHandlers.ofString());
                if (response.statusCode() != UNAVAILABLE || System.nanoTime() > deadline) {
                    return new Answer(response.statusCode(), response.body());
                }
                long seconds =
                        response.headers().firstValueAsLong("Retry-After").orElse(1);
                Thread.sleep(Duration.ofSeconds(seconds));
            }
        } catch (IOException e) {
            throw new ServerErrorException(Response.Status.BAD_GATEWAY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerErrorException(Response.Status.SERVICE_UNAVAILABLE, e);
        }
    }

    private HttpRequest request(String method, URI address, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).header("Authorization", "Bearer " + tokens.backend());
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        }
        return request.build();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
