package io.guestchat.relay.connection;

import io.guestchat.platform.killswitch.KillSwitches;
import io.guestchat.platform.limit.LimitsConfig;
import io.guestchat.platform.redis.RedisSubscriber;
import io.guestchat.relay.RelayConfig;
import io.guestchat.relay.RelayLimits;
import io.guestchat.relay.admission.Authenticator;
import io.guestchat.relay.conversation.Activity;
import io.guestchat.relay.conversation.Conversations;
import io.guestchat.relay.envelope.EnvelopeLog;
import io.guestchat.relay.log.ViewBarrier;
import io.guestchat.relay.mailbox.Acknowledgements;
import io.guestchat.relay.mailbox.Fill;
import io.guestchat.relay.mailbox.Mailboxes;
import io.guestchat.relay.presence.Nodes;
import io.guestchat.relay.presence.Presence;
import jakarta.inject.Singleton;

/** What a connection asks of the other rooms. One for all connections. */
@Singleton
class Rooms {
    final Authenticator authenticator;
    final KillSwitches switches;
    final Claims claims;
    final Connections connections;
    final RedisSubscriber subscriber;
    final ViewBarrier barrier;
    final Conversations conversations;
    final Activity activity;
    final EnvelopeLog log;
    final Mailboxes mailboxes;
    final Acknowledgements acknowledgements;
    final Presence presence;
    final Nodes nodes;
    final Traffic traffic;
    final RelayConfig config;
    final RelayLimits limits;
    /** What one may hold. */
    final Fill mailbox;

    final boolean limited;

    Rooms(
            Authenticator authenticator,
            KillSwitches switches,
            Claims claims,
            Connections connections,
            RedisSubscriber subscriber,
            ViewBarrier barrier,
            Conversations conversations,
            Activity activity,
            EnvelopeLog log,
            Mailboxes mailboxes,
            Acknowledgements acknowledgements,
            Presence presence,
            Nodes nodes,
            Traffic traffic,
            RelayConfig config,
            RelayLimits limits,
            LimitsConfig deployment) {
        this.authenticator = authenticator;
        this.switches = switches;
        this.claims = claims;
        this.connections = connections;
        this.subscriber = subscriber;
        this.barrier = barrier;
        this.conversations = conversations;
        this.activity = activity;
        this.log = log;
        this.mailboxes = mailboxes;
        this.acknowledgements = acknowledgements;
        this.presence = presence;
        this.nodes = nodes;
        this.traffic = traffic;
        this.config = config;
        this.limits = limits;
        this.mailbox = new Fill(limits.mailboxEnvelopes(), limits.mailboxBytes());
        this.limited = deployment.enabled();
    }
}
