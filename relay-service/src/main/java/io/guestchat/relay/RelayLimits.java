package io.guestchat.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * {@code guestchat.relay.limits.*}: those of the protocol's limits that a deployment may change; the defaults are the
 * protocol's. Sizes are not among them: clients are built for them. {@code guestchat.limits.enabled=false} lifts the rates and
 * quotas.
 */
@ConfigMapping(prefix = "guestchat.relay.limits")
public interface RelayLimits {
    /** Sends of a side into a conversation that may come at once. */
    @WithDefault("60")
    int sendBurst();

    /** Sends of a side into a conversation per second, when the burst is used up; 1 to 1,000. */
    @WithDefault("2")
    int sendRate();

    /** Sends refused for their rate within a minute, after which the connection is closed. */
    @WithDefault("1000")
    int sendRefusals();

    /** Sends of a connection that are not confirmed yet; then it is not read from. */
    @WithDefault("32")
    int unconfirmedSends();

    /** Envelopes that may wait for a side of a conversation. */
    @WithDefault("1000")
    int mailboxEnvelopes();

    /** Bytes of payloads, decoded, that may wait for a side of a conversation. */
    @WithDefault("4194304")
    int mailboxBytes();

    /** Signals per second into a conversation. */
    @WithDefault("10")
    int signals();

    /** Pings per second of a connection. */
    @WithDefault("10")
    int pings();

    /** Frames of any kind per second from a guest, and from somebody who is not known yet. */
    @WithDefault("200")
    int guestFrames();

    /** Frames of any kind per second from a member. */
    @WithDefault("2000")
    int memberFrames();

    /** Until the first valid answer to the challenge. */
    @WithDefault("5s")
    Duration authenticateWithin();

    /** How often a connection is pinged. */
    @WithDefault("25s")
    Duration pingEvery();

    /** After hearing nothing for so long a connection is closed; more than {@link #pingEvery()}. */
    @WithDefault("60s")
    Duration silence();

    /** How long a client may not read what waits for it. */
    @WithDefault("30s")
    Duration unread();

    /** Open connections per client address, on each node: it is looked at before anything is asked of Redis. */
    @WithDefault("50")
    int connectionsPerAddress();

    /** Conversations on one connection of a member, when it begins. */
    @WithDefault("500")
    int conversationsPerMember();
}
