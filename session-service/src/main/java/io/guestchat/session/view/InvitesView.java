package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewAssignment;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The view of guestchat.invites: each invite until {@link Limits#REMEMBERED} after its end. */
@ApplicationScoped
@Default
@Identifier(InvitesView.CHANNEL)
public class InvitesView implements ViewAssignment {
    static final String CHANNEL = "invites";

    private final LogView view;

    InvitesView(LogViews views) {
        this.view = views.of(TopicNames.INVITES, CHANNEL, "session:invites", new Script());
    }

    @Override
    public LogView view() {
        return view;
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view.apply(records);
    }

    private static final class Script implements ViewScript {
        private static final LuaScript LUA = LuaScript.of(InvitesView.class, "invites.lua");

        @Override
        public LuaScript script() {
            return LUA;
        }

        @Override
        public List<?> head(int partition) {
            return List.of(new ViewKeys(partition).prefix());
        }

        @Override
        public List<?> args(ConsumerRecord<String, byte[]> record) {
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
}
