package io.guestchat.relay.log;

import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntToLongFunction;

/**
 * Records that wait some milliseconds for each other and then go to the log together: to the broker, to whoever reads them and to Redis a
 * batch costs as much as many records do.
 */
public final class Gathering {
    private record Waiting(Slot slot, String key, byte[] value, LogAppender.Outcome outcome) {}

    private final Vertx vertx;
    private final LogAppender log;
    private final String topic;
    private final IntToLongFunction delayMs;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean planned = new AtomicBoolean();
    private volatile int last;

    /**
     * For one topic.
     *
     * @param delayMs how long the first of them waits, in ms (1 …), by how many went together the last time
     */
    public Gathering(Vertx vertx, LogAppender log, LogTopic topic, IntToLongFunction delayMs) {
        this.vertx = vertx;
        this.log = log;
        this.topic = topic.topic();
        this.delayMs = delayMs;
    }

    /** Appends a record as {@link LogAppender#append} does, a little later; in the order of the calls. */
    public void append(Slot slot, String key, byte[] value, LogAppender.Outcome outcome) {
        waiting.add(new Waiting(slot, key, value, outcome));
        if (planned.compareAndSet(false, true)) {
            vertx.setTimer(delayMs.applyAsLong(last), t -> flush());
        }
    }

    /** Appends what waits. One at a time: of two that went through the queue side by side, one could overtake the other. */
    public synchronized void flush() {
        planned.set(false);
        int count = 0;
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            log.append(topic, next.slot(), next.key(), next.value(), next.outcome());
            count++;
        }
        last = count;
    }
}
