package io.guestchat.session.push;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewAssignment;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.topic.PushRecord;
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

/** The view of guestchat.push: each subscription until its tombstone. */
@ApplicationScoped
@Default
@Identifier(PushView.CHANNEL)
class PushView implements ViewAssignment {
    static final String CHANNEL = "push";

    private final LogView view;

    PushView(LogViews views) {
        this.view = views.of(TopicNames.PUSH, CHANNEL, "session:push", new Script());
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
        private static final LuaScript LUA = LuaScript.of(PushView.class, "push.lua");

        @Override
        public LuaScript script() {
            return LUA;
        }

        @Override
        public List<?> head(int partition) {
            return List.of(new PushKeys(partition).prefix());
        }

        @Override
        public List<?> args(ConsumerRecord<String, byte[]> record) {
            if (record.value() == null) {
                return List.of(record.key(), "", "");
            }
            PushRecord push = TopicCodec.read(record.value(), PushRecord.class);
            return List.of(record.key(), push.endpoint(), push.key());
        }
    }
}
