package io.guestchat.platform.view;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What a node knows of a partition while it applies it.
 *
 * <pre>
 *            polled                  admitted
 *  Sought ───────────▶ Fenced(first) ─────────▶ Flowing
 *    ▲                                             │ rewound
 *    └─────────────────────────────────────────────┘
 * </pre>
 *
 * A seek does not take back the batches that were polled before it and wait in the channel. So the first batch that is polled
 * after a seek is noted on the polling thread, and everything that comes through the channel before it is dropped.
 */
final class OwnedPartition {
    private enum Reading {
        SOUGHT,
        FENCED,
        FLOWING
    }

    private Reading reading = Reading.SOUGHT;
    private long firstPolled;
    /** Applied offset as Redis has it, in its words: empty for none. */
    private String applied;
    /** Log end when the partition was taken over or rewound: applied up to there, the view is whole. */
    private long end;

    private boolean live;
    private boolean busy;

    OwnedPartition(String applied, long end) {
        this.applied = applied;
        this.end = end;
    }

    /** A batch was polled; on the polling thread. */
    synchronized void polled(long first) {
        if (reading == Reading.SOUGHT) {
            firstPolled = first;
            reading = Reading.FENCED;
        }
    }

    /** The records of a batch that come next; none, if they are left over from before a seek or applied already. */
    synchronized List<ConsumerRecord<String, byte[]>> admit(List<ConsumerRecord<String, byte[]>> records) {
        if (reading == Reading.FENCED && records.getFirst().offset() == firstPolled) {
            reading = Reading.FLOWING;
        }
        if (reading != Reading.FLOWING) {
            return List.of();
        }
        long done = appliedOffset();
        List<ConsumerRecord<String, byte[]>> next =
                records.stream().filter(r -> r.offset() > done).toList();
        busy = !next.isEmpty();
        return next;
    }

    /** The consumer is being moved to behind {@code applied}; on the polling thread. */
    synchronized void rewind(String applied, long end) {
        this.reading = Reading.SOUGHT;
        this.applied = applied;
        this.end = end;
        this.live = false;
        this.busy = false;
    }

    synchronized String applied() {
        return applied;
    }

    synchronized void applied(String offset) {
        applied = offset;
        busy = false;
    }

    synchronized void live(String offset) {
        applied = offset;
        live = true;
    }

    synchronized long end() {
        return end;
    }

    /** A batch is on its way to Redis. */
    synchronized boolean busy() {
        return busy;
    }

    synchronized boolean live() {
        return live;
    }

    /**
     * Records behind what is applied: as far as the consumer has heard of the log's end, else as of the last assignment. On the
     * polling thread. The consumer is asked without the lock, for which an event loop may wait.
     */
    long lag(Consumer<?, ?> consumer, TopicPartition partition) {
        OptionalLong heard = endHeardOf(consumer, partition);
        synchronized (this) {
            return Math.max(0, heard.orElse(end) - 1 - appliedOffset());
        }
    }

    /** A consumer that was sent to the topic's beginning has to ask the broker where that is: then nothing is known yet. */
    private static OptionalLong endHeardOf(Consumer<?, ?> consumer, TopicPartition partition) {
        OptionalLong unread = consumer.currentLag(partition);
        try {
            return unread.isPresent()
                    ? OptionalLong.of(consumer.position(partition, Duration.ZERO) + unread.getAsLong())
                    : unread;
        } catch (TimeoutException e) {
            return OptionalLong.empty();
        }
    }

    /** Applied up to the log's end, for the first time. */
    synchronized boolean reachedEnd() {
        return !live && nothingLeft();
    }

    synchronized boolean nothingLeft() {
        return appliedOffset() + 1 >= end;
    }

    private long appliedOffset() {
        return applied.isEmpty() ? -1 : Long.parseLong(applied);
    }
}
