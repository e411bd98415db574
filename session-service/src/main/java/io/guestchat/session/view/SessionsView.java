package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewAssignment;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The view of guestchat.sessions: each session until its tombstone, {@link Limits#REMEMBERED} after its end. */
@ApplicationScoped
@Default
@Identifier(SessionsView.CHANNEL)
public class SessionsView implements ViewAssignment {
    static final String CHANNEL = "sessions";

    private final LogView view;

    SessionsView(LogViews views, Lifetimes lifetimes) {
        this.view = views.of(TopicNames.SESSIONS, CHANNEL, "session:sessions", new Script(lifetimes));
    }

    @Override
    public LogView view() {
        return view;
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view.apply(records);
    }

    private record Script(Lifetimes lifetimes) implements ViewScript {
        private static final LuaScript LUA = LuaScript.of(SessionsView.class, "sessions.lua");

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
            return record.value() == null ? SessionFields.tombstone(record.key()) : fields(record.value());
        }

        private List<String> fields(byte[] value) {
            SessionRecord session = TopicCodec.read(value, SessionRecord.class);
            return SessionFields.of(session, lifetimes.dueAt(session));
        }
    }
}
