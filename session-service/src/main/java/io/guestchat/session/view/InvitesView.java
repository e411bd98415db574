package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.TopicView;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The view of guestchat.invites: each invite until {@link Limits#REMEMBERED} after its end. */
@Singleton
@Default
@Identifier(InvitesView.CHANNEL)
public class InvitesView extends TopicView {
    static final String CHANNEL = "invites";
    private static final LuaScript APPLY = applying(LuaScript.of(InvitesView.class, "invites.lua"));

    InvitesView(LogViews views) {
        super(views, TopicNames.INVITES, CHANNEL, "session:invites", APPLY);
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view().apply(records);
    }

    @Override
    protected List<?> head(int partition) {
        return List.of(new ViewKeys(partition).prefix());
    }

    @Override
    protected List<?> args(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of(record.key(), "", "", "", "");
        }
        InviteRecord invite = TopicCodec.read(record.value(), InviteRecord.class);
        Instant end = invite.closedAt() != null && invite.closedAt().isAfter(invite.expiresAt())
                ? invite.closedAt()
                : invite.expiresAt();
        return List.of(
                invite.inviteId().value(),
                invite.status().name().toLowerCase(Locale.ROOT),
                invite.expiresAt().toEpochMilli(),
                end.plus(Limits.REMEMBERED).toEpochMilli(),
                record.value());
    }
}
