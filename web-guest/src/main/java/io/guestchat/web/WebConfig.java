package io.guestchat.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What the page must know of the suite, and what it may connect to. */
@ConfigMapping(prefix = "guestchat.web")
interface WebConfig {

    /** Public URL of the session-service, without a slash at its end. */
    @WithDefault("http://localhost:8082")
    URI sessionUrl();

    /** Origin of the relay as browsers reach it: {@code ws://host:port} or {@code wss://host}. */
    @WithDefault("ws://localhost:8083")
    URI relayOrigin();

    /** Signature of the page's {@code SHA384SUMS}, as {@code ssh-keygen -Y sign} writes it; served beside it. */
    Optional<Path> signature();
}
