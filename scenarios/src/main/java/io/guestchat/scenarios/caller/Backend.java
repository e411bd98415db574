package io.guestchat.scenarios.caller;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.local.suite.Tenant;
import io.guestchat.protocol.token.BackendToken;
import io.guestchat.protocol.token.MemberToken;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A tenant's backend: its calls, each with a backend token of its own. */
public final class Backend {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private final Tenant tenant;

    public Backend(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * Creates the link's invite.
     *
     * @param service where the invite-service is
     * @param expiresIn seconds
     */
    public HttpRequest create(String service, String member, Link link, long expiresIn) {
        String body = """
                {"memberId":"%s","claimHash":"%s","sealedRecord":"%s","expiresIn":%d}\
                """.formatted(member, link.claimHash(), link.sealedRecord(), expiresIn);
        return call(service + "/v1/invites/" + link.id())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
    }

    /** Reads an invite. */
    public HttpRequest read(String service, String inviteId) {
        return call(service + "/v1/invites/" + inviteId).GET().build();
    }

    /** Revokes an invite. */
    public HttpRequest revoke(String service, String inviteId) {
        return call(service + "/v1/invites/" + inviteId).DELETE().build();
    }

    /**
     * Ends a conversation.
     *
     * @param service where the session-service is
     */
    public HttpRequest end(String service, String conversationId) {
        return call(service + "/v1/conversations/" + conversationId).DELETE().build();
    }

    /** A fresh backend token. */
    public String token() {
        Instant now = Instant.now();
        return signed(new JWTClaimsSet.Builder()
                .audience(BackendToken.AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TOKEN_LIFE)))
                .jwtID(UUID.randomUUID().toString()));
    }

    /** A member token, for that member's app. */
    public String memberToken(String member) {
        return memberToken(member, TOKEN_LIFE);
    }

    /** A member token that is good for so long. */
    public String memberToken(String member, Duration life) {
        return signed(new JWTClaimsSet.Builder()
                .audience(MemberToken.AUDIENCE)
                .subject(member)
                .expirationTime(Date.from(Instant.now().plus(life))));
    }

    private String signed(JWTClaimsSet.Builder claims) {
        return Signing.sign(
                tenant.key(),
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(tenant.key().getKeyID())
                        .build(),
                claims.issuer(tenant.issuer()).build());
    }

    private HttpRequest.Builder call(String uri) {
        return HttpRequest.newBuilder(URI.create(uri))
                .timeout(Http.PATIENCE)
                .header("Authorization", "Bearer " + token());
    }
}
