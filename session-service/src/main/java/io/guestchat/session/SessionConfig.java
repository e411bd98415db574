package io.guestchat.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What an operator sets for this service. */
@ConfigMapping(prefix = "guestchat.session")
public interface SessionConfig {
    /** Where guests' browsers reach this service, without a trailing slash: what DPoP proofs are made for. */
    @WithName("public-url")
    URI publicUrl();

    /** Where guests connect to chat; handed to them. */
    @WithName("relay-url")
    URI relayUrl();

    /** {@code iss} of access tokens; the public URL if absent. */
    Optional<String> issuer();

    /** The invite-service's public keys: a {@code file:} or {@code https:} URL of a JWKS ({@code http:} on loopback only). */
    @WithName("invite-jwks")
    URI inviteJwks();

    /** Whether {@link #inviteJwks()} may be {@code http:} beyond loopback: where nobody else is on the way, inside a cluster. */
    @WithName("invite-jwks-plain-http")
    @WithDefault("false")
    boolean inviteJwksPlainHttp();

    /** Whether a proof must carry a nonce of this service (RFC 9449 section 8). */
    @WithName("dpop-nonce")
    @WithDefault("required")
    DpopNonce dpopNonce();

    /** The greatest age of a conversation, however busy it is; 0 for none. */
    @WithName("conversation-life")
    @WithDefault("90d")
    Duration conversationLife();

    /** The origins of the guests' pages: the only ones whose scripts may call. Used by the CORS settings. */
    Set<String> origins();

    /** Values of {@link #dpopNonce()}. */
    enum DpopNonce {
        /** One without is answered {@code use_dpop_nonce}: no proof can be made in advance. */
        REQUIRED,
        /** None is given out, and none is looked at. */
        OFF
    }

    /** How {@link #issuer()} reads for everybody. */
    default String effectiveIssuer() {
        return issuer().orElseGet(() -> publicUrl().toString());
    }
}
