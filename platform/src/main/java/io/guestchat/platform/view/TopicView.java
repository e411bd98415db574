package io.guestchat.platform.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.protocol.InvalidValue;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a service makes of one topic: what one partition's batch does to Redis, in one script. A bean with the {@code Identifier} that
 * the view's channel has as {@code consumer-rebalance-listener.name}, and with a method that hands each batch of that channel to the
 * {@link #view()}.
 *
 * <p>Applying the same records again to a wiped Redis must give the same view.
 */
public abstract class TopicView implements KafkaConsumerRebalanceListener {
    private static final String BEGIN = "if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end ";
    private static final String END = "redis.call('SET', KEYS[1], ARGV[2]) return 1";

    private final LogView view;

    /**
     * A view that is applied from now on.
     *
     * @param topic what it is a view of
     * @param channel the incoming channel that reads the topic
     * @param prefix of all its keys, the service's own, e.g. {@code session:invites}
     * @param apply what a batch does, {@link #applying framed}
     */
    protected TopicView(LogViews views, String topic, String channel, String prefix, LuaScript apply) {
        view = views.of(topic, channel, prefix, apply, this);
    }

    /**
     * A script in the frame that those of all views have: it applies nothing unless the batch goes on where the view is.
     *
     * @param body finds in {@code KEYS[1]} the key of the applied offset, which it leaves alone; in {@code ARGV[1]} and {@code [2]} the
     *     offset that the batch continues from (empty: none yet) and the batch's last; from {@code ARGV[3]} on {@link #head}, then
     *     {@link #args} of each record. It returns nothing. The keys that it writes have the partition's hash tag: the head says how
     *     they begin.
     */
    public static LuaScript applying(LuaScript body) {
        return LuaScript.of(BEGIN + body.source() + END);
    }

    /** How far it is, and what this node has of it. */
    public LogView view() {
        return view;
    }

    /** What the script is told before the records: each a {@link String}, {@link Number} or {@code byte[]}. */
    protected abstract List<?> head(int partition);

    /**
     * What it is told of one record, in the same types; a tombstone has no value.
     *
     * @throws InvalidValue if it is no record of the topic; then it is left out, which the log says
     */
    protected abstract List<?> args(ConsumerRecord<String, byte[]> record);

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view.assigned(consumer, partitions);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view.revoked(partitions);
    }
}
