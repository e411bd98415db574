package io.guestchat.invite.view;

import io.guestchat.invite.listing.Position;
import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The log of invites, applied. */
@ApplicationScoped
public class InvitesView implements ViewScript {
    static final String CHANNEL = "invites-in";
    static final LuaScript APPLY = LuaScript.of(InvitesView.class, "apply.lua");
    private static final Logger LOG = Logger.getLogger(InvitesView.class);

    private final LogView view;
    private final Tenants tenants;

    InvitesView(LogViews views, Tenants tenants) {
        this.view = views.of(TopicNames.INVITES, CHANNEL, "invite:invites", this);
        this.tenants = tenants;
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view.apply(records);
    }

    /** How far it is applied. */
    public LogView progress() {
        return view;
    }

    @Override
    public LuaScript script() {
        return APPLY;
    }

    @Override
    public List<String> keys(int partition) {
        return List.of();
    }

    @Override
    public List<?> args(int partition, List<ConsumerRecord<String, byte[]>> records) {
        List<Object> args = ViewKeys.scriptArgs(partition);
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                args.addAll(List.of("forget", record.key()));
            } else {
                args.addAll(args(record));
            }
        }
        return args;
    }

    private List<Object> args(ConsumerRecord<String, byte[]> record) {
        InviteRecord invite;
        try {
            invite = TopicCodec.read(record.value(), InviteRecord.class);
        } catch (InvalidValue e) {
            LOG.errorf("log of invites: unreadable partition=%d offset=%d", record.partition(), record.offset());
            return List.of();
        }
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

    /** Of two records of one invite, the more final one stands. */
    static int finality(InviteStatus status) {
        return switch (status) {
            case ACTIVE -> 0;
            case EXPIRED -> 1;
            case REVOKED -> 2;
        };
    }
}
