package io.guestchat.canary;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the canary is told. The addresses are those that the world uses: what stands before the services is tried, too. */
@ConfigMapping(prefix = "guestchat.canary")
public interface CanaryConfig {
    /** From the end of a round to the next one. What a round leaves behind is kept for 30 days, as of everybody. */
    Duration every();

    /** How long a step may take until it has failed. */
    Duration patience();

    /** Of the guest's page, as links lead to it: {@code https://chat.example/i}. Nobody looks at it unless this is given. */
    Optional<URI> pageUrl();

    /** Of the invite-service, for example {@code https://invites.chat.example}. */
    URI inviteUrl();

    /** Of the session-service. */
    URI sessionUrl();

    /** Where a member's device connects: {@code wss://…/v1/connect}. A guest is told by the session-service. */
    URI relayUrl();

    /** {@code iss} of the canary's own tenant. */
    String issuer();

    /** That tenant's private signing key: a file with one JWK, EC, P-256, with a {@code kid}. */
    Path key();
}
