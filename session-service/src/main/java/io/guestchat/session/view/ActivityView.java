package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.ActivityRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The view of guestchat.activity: when somebody last wrote in a conversation, for as long as that can matter. */
@ApplicationScoped
@Default
@Identifier(ActivityView.CHANNEL)
public class ActivityView implements KafkaConsumerRebalanceListener {
    static final String CHANNEL = "activity";
    /** No conversation may be idle for longer; a day on top, so that the clocks of two machines do not matter. */
    private static final Duration MATTERS =
            Limits.IDLE_MAX.plus(Limits.ACTIVITY_GRAIN).plus(Duration.ofDays(1));

    private static final Logger LOG = Logger.getLogger(ActivityView.class);

    private final LogView view;

    ActivityView(LogViews views) {
        this.view = views.of(TopicNames.ACTIVITY, CHANNEL, "session:activity", new Script());
    }

    LogView view() {
        return view;
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view.apply(records);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view.assigned(consumer, partitions);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view.revoked(partitions);
    }

    private static final class Script implements ViewScript {
        private static final LuaScript LUA = LuaScript.of(ActivityView.class, "activity.lua");

        @Override
        public LuaScript script() {
            return LUA;
        }

        @Override
        public List<String> keys(int partition) {
            return List.of();
        }

        @Override
        public List<?> args(int partition, List<ConsumerRecord<String, byte[]>> records) {
            List<Object> args = new ArrayList<>(2 + 2 * records.size());
            args.add(new ViewKeys(partition).prefix());
            args.add(MATTERS.toMillis());
            for (ConsumerRecord<String, byte[]> r : records) {
                try {
                    args.addAll(List.of(r.key(), r.value() == null ? "" : millis(r.value())));
                } catch (InvalidValue e) {
                    LOG.errorf("not an activity record partition=%d offset=%d", r.partition(), r.offset());
                }
            }
            return args;
        }

        private static String millis(byte[] value) {
            return Long.toString(
                    TopicCodec.read(value, ActivityRecord.class).at().toEpochMilli());
        }
    }
}
