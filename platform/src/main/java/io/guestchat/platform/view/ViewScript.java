package io.guestchat.platform.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.protocol.InvalidValue;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one partition's batch does to Redis, in one script.
 *
 * <p>The script is called with {@code KEYS[1]}, the key of the applied offset; with {@code ARGV[1]}, the offset that the batch
 * continues from (empty: none yet), {@code ARGV[2]}, the batch's last offset, then {@link #head}, then {@link #args} of each
 * record. It must begin with
 *
 * <pre>{@code
 * if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
 * redis.call('SET', KEYS[1], ARGV[2])
 * }</pre>
 *
 * and return 1. The keys that it writes beside must have the partition's hash tag: the head says how they begin. Applying the same
 * records again to a wiped Redis must give the same view.
 *
 * <p>Arguments are {@link String}, {@link Number} or {@code byte[]} each.
 */
public interface ViewScript {
    LuaScript script();

    /** What comes before the records. */
    List<?> head(int partition);

    /**
     * One record; a tombstone has no value.
     *
     * @throws InvalidValue if it is no record of the topic; then it is left out, which the log says
     */
    List<?> args(ConsumerRecord<String, byte[]> record);
}
