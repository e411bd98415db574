package io.guestchat.sample;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Where the suite is, and who this provider is to it. */
@ConfigMapping(prefix = "guestchat.sample")
interface SampleConfig {

    /** The invite-service. */
    @WithDefault("http://localhost:8081")
    URI inviteUrl();

    /** The session-service, asked only to end a conversation. */
    @WithDefault("http://localhost:8082")
    URI sessionUrl();

    /** Where members connect, handed to the phone. */
    @WithDefault("ws://localhost:8083/v1/connect")
    URI relayUrl();

    /** Origin of {@link #relayUrl}, which the phone's page may connect to. */
    @WithDefault("ws://localhost:8083")
    URI relayOrigin();

    /** This provider's id in the suite. */
    @WithDefault("acme")
    String tenant();

    /** {@code iss} of the tokens this provider signs, as the suite knows it. */
    @WithDefault("https://acme.example")
    String issuer();

    /** The provider's private signing key: a file with one JWK (EC, P-256, with a {@code kid}). */
    Path key();

    /** The members: id → name shown to guests. */
    Map<String, String> members();
}
