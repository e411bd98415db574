package io.guestchat.relay.log;

import io.vertx.core.Future;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one partition's batch does to Redis, in one script call. One bean for each topic. */
public interface BatchEffect {
    /** Whose records they are. */
    LogTopic topic();

    /**
     * Applies the batch if Redis is at {@code expected}, and moves it to {@code next}.
     *
     * @return the script's answer: {@link #APPLIED}; {@link #WAIT} if an earlier topic must catch up first; otherwise nothing
     *     was written and the answer is the position that Redis has, {@link #ABSENT} if none
     */
    Future<Long> apply(Slot slot, long expected, long next, List<ConsumerRecord<String, byte[]>> records);

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

    long APPLIED = -1;
    long ABSENT = -2;
    long WAIT = -3;
}
