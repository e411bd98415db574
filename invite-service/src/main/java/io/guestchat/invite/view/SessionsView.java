package io.guestchat.invite.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewAssignment;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.topic.SessionRecord;
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

/** The log of sessions, applied: which invites have been redeemed, and whose conversation is over. */
@ApplicationScoped
@Default
@Identifier(SessionsView.CHANNEL)
public class SessionsView implements ViewAssignment {
    static final String CHANNEL = "sessions-in";

    private final LogView view;

    SessionsView(LogViews views) {
        this.view = views.of(TopicNames.SESSIONS, CHANNEL, "invite:sessions", new Script());
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
        @Override
        public LuaScript script() {
            return InvitesView.APPLY;
        }

        @Override
        public List<?> head(int partition) {
            return ViewKeys.scriptHead(partition);
        }

        @Override
        public List<?> args(ConsumerRecord<String, byte[]> record) {
            if (record.value() == null) {
                return List.of("session-forgotten", record.key());
            }
            SessionRecord session = TopicCodec.read(record.value(), SessionRecord.class);
            Instant endedAt = session.endedAt();
            return List.of(
                    "session",
                    session.conversationId().value(),
                    endedAt == null ? 0 : endedAt.toEpochMilli(),
                    session.tenantId().value());
        }
    }
}
