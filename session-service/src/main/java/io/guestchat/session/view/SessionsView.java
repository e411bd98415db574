package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.TopicView;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The view of guestchat.sessions: each session until its tombstone, {@link Limits#REMEMBERED} after its end. */
@Singleton
@Default
@Identifier(SessionsView.CHANNEL)
public class SessionsView extends TopicView {
    static final String CHANNEL = "sessions";
    private static final LuaScript APPLY = applying(LuaScript.of(SessionsView.class, "sessions.lua"));

    private final Lifetimes lifetimes;

    SessionsView(LogViews views, Lifetimes lifetimes) {
        super(views, TopicNames.SESSIONS, CHANNEL, "session:sessions", APPLY);
        this.lifetimes = lifetimes;
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
        return record.value() == null ? SessionFields.tombstone(record.key()) : fields(record.value());
    }

    private List<String> fields(byte[] value) {
        SessionRecord session = TopicCodec.read(value, SessionRecord.class);
        return SessionFields.of(session, lifetimes.dueAt(session));
    }
}
