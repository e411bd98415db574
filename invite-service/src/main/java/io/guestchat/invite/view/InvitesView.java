package io.guestchat.invite.view;

import io.guestchat.invite.listing.Position;
import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewAssignment;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The log of invites, applied. */
@ApplicationScoped
@Default
@Identifier(InvitesView.CHANNEL)
public class InvitesView implements ViewAssignment {
    static final String CHANNEL = "invites-in";
    static final LuaScript APPLY = LuaScript.of(InvitesView.class, "apply.lua");

    private final LogView view;

    InvitesView(LogViews views, Tenants tenants) {
        this.view = views.of(TopicNames.INVITES, CHANNEL, "invite:invites", new Script(tenants));
    }

    @Override
    public LogView view() {
        return view;
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view.apply(records);
    }

    /** Of two records of one invite, the more final one stands. */
    static int finality(InviteStatus status) {
        return switch (status) {
            case ACTIVE -> 0;
            case EXPIRED -> 1;
            case REVOKED -> 2;
        };
    }

    private record Script(Tenants tenants) implements ViewScript {
        @Override
        public LuaScript script() {
            return APPLY;
        }

        @Override
        public List<?> head(int partition) {
            return ViewKeys.scriptHead(partition);
        }

        @Override
        public List<?> args(ConsumerRecord<String, byte[]> record) {
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
}
