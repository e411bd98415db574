package io.guestchat.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator sets for Web Push. Without {@link #keys()} there is none: no session has a {@code pushKey}. */
@ConfigMapping(prefix = "guestchat.push")
public interface PushConfig {
    /** Directory of private JWKs, in the form of {@code guestchat.signing.keys}: see {@code docs/operating/keys.md}. */
    Optional<Path> keys();

    /** Whom a push service may turn to: a {@code mailto:} or {@code https:} address of the operator. Required with keys. */
    Optional<URI> contact();

    /** How long after the message a push service keeps a push for a device that it cannot reach; the mailbox keeps messages as long. */
    @WithDefault("14d")
    Duration ttl();

    /** Whether a push service may be {@code http:}, on any port, and have a private address: for tests on one machine only. */
    @WithName("private-endpoints")
    @WithDefault("false")
    boolean privateEndpoints();
}
