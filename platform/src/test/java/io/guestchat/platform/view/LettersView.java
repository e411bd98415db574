package io.guestchat.platform.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A view for the test: per partition a list of all values in the order of the log. */
@Singleton
@Default
@Identifier("letters")
class LettersView extends TopicView {
    static final LuaScript APPLY = applying(LuaScript.of("""
            for i = 4, #ARGV do redis.call('RPUSH', ARGV[3], ARGV[i]) end
            """));

    LettersView(LogViews views) {
        super(views, TopicNames.INVITES, "letters", "letters", APPLY);
    }

    @Incoming("letters")
    Uni<Void> apply(ConsumerRecords<String, byte[]> batch) {
        return view().apply(batch);
    }

    @Override
    protected List<?> head(int partition) {
        return List.of(listKey(partition));
    }

    @Override
    protected List<?> args(ConsumerRecord<String, byte[]> record) {
        return List.of(new String(record.value(), StandardCharsets.UTF_8));
    }

    static String listKey(int partition) {
        return "letters:" + Partitions.tag(partition) + ":list";
    }
}
