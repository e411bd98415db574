package io.guestchat.platform.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A view for the test: per partition a list of all values in the order of the log. */
@ApplicationScoped
@Default
@Identifier("letters")
class LettersView implements ViewAssignment, ViewScript {
    private static final LuaScript SCRIPT = LuaScript.of("""
            if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2])
            for i = 4, #ARGV do redis.call('RPUSH', ARGV[3], ARGV[i]) end
            return 1""");

    private final LogView view;

    LettersView(LogViews views, @Channel("letters-out") Emitter<Record<String, byte[]>> connectsTheChannel) {
        this.view = views.of(TopicNames.INVITES, "letters", "letters", this);
    }

    @Override
    public LogView view() {
        return view;
    }

    @Incoming("letters")
    Uni<Void> apply(ConsumerRecords<String, byte[]> batch) {
        return view.apply(batch);
    }

    @Override
    public LuaScript script() {
        return SCRIPT;
    }

    @Override
    public List<?> head(int partition) {
        return List.of(listKey(partition));
    }

    @Override
    public List<?> args(ConsumerRecord<String, byte[]> record) {
        return List.of(new String(record.value(), StandardCharsets.UTF_8));
    }

    static String listKey(int partition) {
        return "letters:" + Partitions.tag(partition) + ":list";
    }
}
