package io.guestchat.platform.view;

import io.guestchat.platform.redis.LuaScript;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one partition's batch does to Redis, in one script.
 *
 * <p>The script is called with {@code KEYS[1]}, the key of the applied offset, and then {@link #keys(int)}; with {@code
 * ARGV[1]}, the offset that the batch continues from (empty: none yet), {@code ARGV[2]}, the batch's last offset, and then
 * {@link #args(int, List)}. It must begin with
 *
 * <pre>{@code
 * if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
 * redis.call('SET', KEYS[1], ARGV[2])
 * }</pre>
 *
 * and return 1. Applying the same records again to a wiped Redis must give the same view.
 */
public interface ViewScript {
    LuaScript script();

    /** Keys of this partition's view, all with its hash tag. */
    List<String> keys(int partition);

    /** The batch as arguments: {@link String}, {@link Number} or {@code byte[]} each. */
    List<?> args(int partition, List<ConsumerRecord<String, byte[]>> records);
}
