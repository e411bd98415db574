package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewAssignment;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.ActivityRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The view of guestchat.activity: when somebody last wrote in a conversation, for as long as that can matter. */
@ApplicationScoped
@Default
@Identifier(ActivityView.CHANNEL)
public class ActivityView implements ViewAssignment {
    static final String CHANNEL = "activity";
    /** No conversation may be idle for longer; a day on top, so that the clocks of two machines do not matter. */
    private static final Duration MATTERS =
            Limits.IDLE_MAX.plus(Limits.ACTIVITY_GRAIN).plus(Duration.ofDays(1));

    private final LogView view;

    ActivityView(LogViews views) {
        this.view = views.of(TopicNames.ACTIVITY, CHANNEL, "session:activity", new Script());
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
        private static final LuaScript LUA = LuaScript.of(ActivityView.class, "activity.lua");

        @Override
        public LuaScript script() {
            return LUA;
        }

        @Override
        public List<?> head(int partition) {
            return List.of(new ViewKeys(partition).prefix(), MATTERS.toMillis());
        }

        @Override
        public List<?> args(ConsumerRecord<String, byte[]> record) {
            return List.of(record.key(), record.value() == null ? "" : millis(record.value()));
        }

        private static String millis(byte[] value) {
            return Long.toString(
                    TopicCodec.read(value, ActivityRecord.class).at().toEpochMilli());
        }
    }
}
