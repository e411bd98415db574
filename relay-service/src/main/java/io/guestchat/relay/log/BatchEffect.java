package io.guestchat.relay.log;

import io.vertx.core.Future;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one partition's batch does to Redis, in one script call. */
@FunctionalInterface
public interface BatchEffect {
    /**
     * Applies the batch if Redis is at {@code expected}, and moves it to {@code next}.
     *
     * @return the script's answer: {@link #APPLIED}; {@link #WAIT} if an earlier topic must catch up first; otherwise nothing
     *     was written and the answer is the position that Redis has, {@link #ABSENT} if none
     */
    Future<Long> apply(Slot slot, long expected, long next, List<ConsumerRecord<String, byte[]>> records);

    long APPLIED = -1;
    long ABSENT = -2;
    long WAIT = -3;
}
