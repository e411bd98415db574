package io.guestchat.invite.calls;

import io.guestchat.invite.InviteConfig;
import io.guestchat.invite.life.Invite;
import io.guestchat.invite.token.InviteTokens;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.protocol.topic.InviteRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Writes invites as their backends get them. */
@ApplicationScoped
class InviteDocuments {
    private final InviteTokens tokens;
    private final InviteConfig config;
    private final Tenants tenants;
    private final InstantSource clock;

    InviteDocuments(InviteTokens tokens, InviteConfig config, Tenants tenants, InstantSource clock) {
        this.tokens = tokens;
        this.config = config;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** The invite with today's status and a token. */
    InviteDocument of(Invite invite) {
        InviteRecord record = invite.record();
        return new InviteDocument(
                record.inviteId(),
                tokens.mint(record.inviteId(), record.tenantId(), record.expiresAt()),
                tenants.settings(record.tenantId()).linkBase().orElse(config.linkBase()),
                record.memberId(),
                invite.status(clock.instant()),
                record.createdAt(),
                record.expiresAt(),
                record.conversationIdleTtl(),
                record.metadata());
    }
}
