package io.guestchat.invite.view;

import io.guestchat.invite.listing.Position;
import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.TopicView;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The log of invites, applied. */
@Singleton
@Default
@Identifier(InvitesView.CHANNEL)
public class InvitesView extends TopicView {
    static final String CHANNEL = "invites-in";
    static final LuaScript APPLY = applying(LuaScript.of(InvitesView.class, "apply.lua"));

    private final Tenants tenants;

    InvitesView(LogViews views, Tenants tenants) {
        super(views, TopicNames.INVITES, CHANNEL, "invite:invites", APPLY);
        this.tenants = tenants;
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view().apply(records);
    }

    /** Of two records of one invite, the more final one stands. */
    static int finality(InviteStatus status) {
        return switch (status) {
            case ACTIVE -> 0;
            case EXPIRED -> 1;
            case REVOKED -> 2;
        };
    }

    @Override
    protected List<?> head(int partition) {
        return ViewKeys.scriptHead(partition);
    }

    @Override
    protected List<?> args(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of("forget", record.key());
        }
        InviteRecord invite = TopicCodec.read(record.value(), InviteRecord.class);
        InviteId id = invite.inviteId();
        Instant closedAt = invite.closedAt();
        return List.of(
                "invite",
                id.value(),
                record.value(),
                record.offset(),
                finality(invite.status()),
                closedAt == null ? 0 : closedAt.toEpochMilli(),
                invite.expiresAt().toEpochMilli(),
                tenants.settings(invite.tenantId()).retention().toMillis(),
                invite.tenantId().value(),
                invite.memberId().value(),
                Position.of(invite.createdAt(), id).sortKey());
    }
}
