package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.TopicView;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.ActivityRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The view of guestchat.activity: when somebody last wrote in a conversation, for as long as that can matter. */
@Singleton
@Default
@Identifier(ActivityView.CHANNEL)
public class ActivityView extends TopicView {
    static final String CHANNEL = "activity";
    private static final LuaScript APPLY = applying(LuaScript.of(ActivityView.class, "activity.lua"));
    /** No conversation may be idle for longer; a day on top, so that the clocks of two machines do not matter. */
    private static final Duration MATTERS =
            Limits.IDLE_MAX.plus(Limits.ACTIVITY_GRAIN).plus(Duration.ofDays(1));

    ActivityView(LogViews views) {
        super(views, TopicNames.ACTIVITY, CHANNEL, "session:activity", APPLY);
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view().apply(records);
    }

    @Override
    protected List<?> head(int partition) {
        return List.of(new ViewKeys(partition).prefix(), MATTERS.toMillis());
    }

    @Override
    protected List<?> args(ConsumerRecord<String, byte[]> record) {
        return List.of(record.key(), record.value() == null ? "" : millis(record.value()));
    }

    private static String millis(byte[] value) {
        return Long.toString(TopicCodec.read(value, ActivityRecord.class).at().toEpochMilli());
    }
}
