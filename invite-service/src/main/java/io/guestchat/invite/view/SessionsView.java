package io.guestchat.invite.view;

import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.TopicView;
import io.guestchat.protocol.topic.SessionRecord;
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

/** The log of sessions, applied: which invites have been redeemed, and whose conversation is over. */
@Singleton
@Default
@Identifier(SessionsView.CHANNEL)
public class SessionsView extends TopicView {
    static final String CHANNEL = "sessions-in";

    SessionsView(LogViews views) {
        super(views, TopicNames.SESSIONS, CHANNEL, "invite:sessions", InvitesView.APPLY);
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view().apply(records);
    }

    @Override
    protected List<?> head(int partition) {
        return ViewKeys.scriptHead(partition);
    }

    @Override
    protected List<?> args(ConsumerRecord<String, byte[]> record) {
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
