package io.guestchat.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.guestchat.protocol.Base64Url;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP calls of one round, by the backend and by the guest's browser. */
final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    /** Of a KeyPackage and a name. */
    private static final int RECORD_BYTES = 600;
    /** An invite that nobody redeems, for the round has failed. */
    private static final Duration INVITE_LIFE = Duration.ofMinutes(2);
    /** A conversation that nobody ends, likewise; the least that is allowed. */
    private static final Duration IDLE_LIFE = Duration.ofHours(1);

    private final HttpClient http;
    private final CanaryConfig config;
    private final Tokens tokens;
    private final Link link;
    private final ECKey browser = browserKey();
    private @Nullable String nonce;

    Calls(HttpClient http, CanaryConfig config, Tokens tokens, Link link) {
        this.http = http;
        this.config = config;
        this.tokens = tokens;
        this.link = link;
    }

    /** A session as the guest has it. */
    record Session(String accessToken, URI relay) {}

    /** @return the invite token */
    String mint(String member) throws Failed {
        Map<String, Object> invite = Map.of(
                "memberId", member,
                "claimHash", link.claimHash(),
                "sealedRecord", Base64Url.encode(Link.random(RECORD_BYTES)),
                "expiresIn", INVITE_LIFE.toSeconds(),
                "conversationIdleTtl", IDLE_LIFE.toSeconds());
        return text(
                expect(
                        201,
                        send(backend(config.inviteUrl(), "/v1/invites/" + link.invite())
                                .header("Content-Type", JSON_TYPE)
                                .PUT(BodyPublishers.ofString(json(invite))))),
                "token");
    }

    /** @return the sealed record */
    String preview(String inviteToken) throws Failed {
        return text(
                expect(
                        200,
                        send(to(config.sessionUrl(), "/v1/sessions/preview")
                                .header("Content-Type", JSON_TYPE)
                                .POST(BodyPublishers.ofString(shown(inviteToken))))),
                "sealedRecord");
    }

    Session redeem(String inviteToken) throws Failed {
        HttpResponse<byte[]> answer = tryToRedeem(inviteToken);
        if (answer.statusCode() == 401 && nonce != null) {
            answer = tryToRedeem(inviteToken); // with the nonce of that answer
        }
        JsonNode session = expect(201, answer);
        return new Session(text(session, "accessToken"), URI.create(text(session, "relayUrl")));
    }

    private HttpResponse<byte[]> tryToRedeem(String inviteToken) throws Failed {
        String path = "/v1/sessions";
        return send(to(config.sessionUrl(), path)
                .header("Content-Type", JSON_TYPE)
                .header("DPoP", Tokens.proof(browser, "POST", config.sessionUrl() + path, nonce, null))
                .POST(BodyPublishers.ofString(shown(inviteToken))));
    }

    void end() throws Failed {
        expect(
                204,
                send(backend(config.sessionUrl(), "/v1/conversations/" + link.conversation())
                        .DELETE()));
    }

    /** A proof over a relay's challenge. */
    String relayProof(Session session, String challenge) {
        String url = session.relay().toString().replaceFirst("^ws", "http");
        return Tokens.proof(browser, "GET", url, challenge, session.accessToken());
    }

    private HttpRequest.Builder backend(URI service, String path) {
        return to(service, path).header("Authorization", "Bearer " + tokens.backend());
    }

    private HttpRequest.Builder to(URI service, String path) {
        return HttpRequest.newBuilder(URI.create(service + path)).timeout(config.patience());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder call) throws Failed {
        HttpResponse<byte[]> answer = Http.send(http, call.build(), BodyHandlers.ofByteArray());
        answer.headers().firstValue("DPoP-Nonce").ifPresent(given -> nonce = given);
        return answer;
    }

    private String shown(String inviteToken) {
        return json(Map.of("inviteToken", inviteToken, "claim", link.claim()));
    }

    /** The body of an answer; of another status than expected, what the problem document says in a word. */
    private static JsonNode expect(int status, HttpResponse<byte[]> answer) throws Failed {
        try {
            JsonNode body = answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
            if (answer.statusCode() != status) {
                throw new Failed("answer " + answer.statusCode() + " "
                        + body.path("type").asText().replaceFirst(".*:", ""));
            }
            return body;
        } catch (IOException e) {
            throw new Failed("answer " + answer.statusCode() + ", and no JSON");
        }
    }

    private static String text(JsonNode object, String member) throws Failed {
        JsonNode value = object.path(member);
        if (!value.isTextual()) {
            throw new Failed("an answer without " + member);
        }
        return value.asText();
    }

    private static String json(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey browserKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
