package io.guestchat.session.push;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.TopicView;
import io.guestchat.protocol.topic.PushRecord;
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

/** The view of guestchat.push: each subscription until its tombstone. */
@Singleton
@Default
@Identifier(PushView.CHANNEL)
class PushView extends TopicView {
    static final String CHANNEL = "push";
    private static final LuaScript APPLY = applying(LuaScript.of(PushView.class, "push.lua"));

    PushView(LogViews views) {
        super(views, TopicNames.PUSH, CHANNEL, "session:push", APPLY);
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view().apply(records);
    }

    @Override
    protected List<?> head(int partition) {
        return List.of(new PushKeys(partition).prefix());
    }

    @Override
    protected List<?> args(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of(record.key(), "", "");
        }
        PushRecord push = TopicCodec.read(record.value(), PushRecord.class);
        return List.of(record.key(), push.endpoint(), push.key());
    }
}
