package io.guestchat.scenarios.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/** A guest's browser: a key, and the calls that a page makes with it, on any node of the session-service. */
public final class Browser {
    private final ECKey key;
    private final String publicUrl;
    private final Nonce nonce;

    /**
     * @param publicUrl what the session-service is configured with: proofs are for it, whichever node is called
     * @param nonce for its proofs
     */
    public Browser(String publicUrl, Nonce nonce) {
        this.publicUrl = publicUrl;
        this.nonce = nonce;
        try {
            this.key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK makes no P-256 keys", e);
        }
    }

    /**
     * Redeems an invite.
     *
     * @param node where to
     */
    public HttpRequest redeem(String node, Link link, String inviteToken) {
        return call(node, "POST", "/v1/sessions", null, BodyPublishers.ofString(shown(link, inviteToken)))
                .header("Content-Type", "application/json")
                .build();
    }

    /** Looks at what is behind a link. */
    public static HttpRequest preview(String node, Link link, String inviteToken) {
        return HttpRequest.newBuilder(URI.create(node + "/v1/sessions/preview"))
                .timeout(Http.PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(shown(link, inviteToken)))
                .build();
    }

    /** Asks for a fresh access token. */
    public HttpRequest refresh(String node, String sessionId) {
        return call(node, "POST", "/v1/sessions/" + sessionId + "/tokens", null, BodyPublishers.noBody())
                .build();
    }

    /** Leaves: the conversation ends. */
    public HttpRequest leave(String node, String sessionId, String accessToken) {
        return call(node, "DELETE", "/v1/sessions/" + sessionId, accessToken, BodyPublishers.noBody())
                .build();
    }

    /**
     * A proof for a relay's challenge.
     *
     * @param relayUrl what the relay is configured with, {@code ws} or {@code wss}
     */
    public String relayProof(String relayUrl, String challenge, String accessToken) {
        return Signing.proof(key, "GET", relayUrl.replaceFirst("^ws", "http"), challenge, accessToken);
    }

    private HttpRequest.Builder call(
            String node, String method, String path, @Nullable String accessToken, BodyPublisher body) {
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(node + path))
                .timeout(Http.PATIENCE)
                .header("DPoP", Signing.proof(key, method, publicUrl + path, nonce.latest(), accessToken))
                .method(method, body);
        return accessToken == null ? call : call.header("Authorization", "DPoP " + accessToken);
    }

    private static String shown(Link link, String inviteToken) {
        return "{\"inviteToken\":\"" + inviteToken + "\",\"claim\":\"" + link.claim() + "\"}";
    }
}
