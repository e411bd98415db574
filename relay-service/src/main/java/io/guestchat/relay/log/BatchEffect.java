package io.guestchat.relay.log;

import io.vertx.core.Future;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one partition's batch does to Redis. One bean for each topic. */
public interface BatchEffect {
    /** Keys of a script call, and whatever else makes it long: longer ones would keep everybody else's commands waiting. */
    int AT_ONCE = 500;

    /** Redis has no position. */
    long ABSENT = -2;

    /** Another topic must catch up first. */
    long WAIT = -3;

    /** The position after these records. */
    static long end(List<? extends ConsumerRecord<?, ?>> records) {
        return records.getLast().offset() + 1;
    }

    /** Whose records they are. */
    LogTopic topic();

    /**
     * Applies the records, or the first of them, in one script call, if Redis is at {@code expected}.
     *
     * @param records of {@value #AT_ONCE} keys at most
     * @return where Redis is now: after what was applied, or, if it was not at {@code expected}, where it was found; else
     *     {@link #ABSENT} or {@link #WAIT}, and nothing was applied
     */
    Future<Long> apply(Slot slot, long expected, List<ConsumerRecord<String, byte[]>> records);

    /**
     * Reading is about to start over from where Redis is.
     *
     * @param start   the first offset that the log still has
     * @param settled the first offset that has not been in the view for {@code guestchat.relay.waiting.settled}, as far as the
     *     group knows: records before it are applied once more because Redis has lost them
     */
    default Future<Void> aligning(Slot slot, long start, long settled) {
        return Future.succeededFuture();
    }
}
