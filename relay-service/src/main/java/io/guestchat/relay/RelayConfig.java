package io.guestchat.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** {@code guestchat.relay.*}. */
@ConfigMapping(prefix = "guestchat.relay")
public interface RelayConfig {
    /** Where clients connect, {@code ws:} or {@code wss:}; proofs must name it, with http(s) for ws(s). */
    URI publicUrl();

    /** The session-service's public keys: a {@code file:} or {@code https:} URL of a JWKS ({@code http:} on loopback only). */
    URI sessionJwks();

    /** Whether {@link #sessionJwks()} may be {@code http:} beyond loopback: where nobody else is on the way, inside a cluster. */
    @WithDefault("false")
    boolean sessionJwksPlainHttp();

    /** {@code iss} of the guests' access tokens. */
    String sessionIssuer();

    /** Origins whose pages may connect. A missing Origin is an app and always may. */
    Optional<Set<String>> origins();

    /** How long the closing of this node's sockets is spread at a shutdown. */
    @WithDefault("1s")
    Duration drain();

    /**
     * How often, and up to half as much later, a connection looks for what no wake-up told it of: a read of Redis for all of its
     * conversations. Longer costs less; what a lost wake-up leaves behind waits so long.
     */
    @WithDefault("20s")
    Duration sweep();

    Waiting waiting();

    /** Telling providers of what waits for a side that is not connected. */
    interface Waiting {
        /** From the first envelope that waits, or from the side's going, to its being told: time for coming back. */
        @WithDefault("3s")
        Duration patience();

        /** How often it is looked whether a side that was connected still is, and tried to tell what could not be told. */
        @WithDefault("15s")
        Duration again();

        /**
         * What has been in the view for so long counts as told, if Redis loses the view: more than the patience and the telling
         * take together.
         */
        @WithDefault("10s")
        Duration settled();
    }
}
