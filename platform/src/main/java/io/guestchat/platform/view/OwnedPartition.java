package io.guestchat.platform.view;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a node knows of a partition while it applies it. After a rewind, batches that were read before it are still on their
 * way through the channel: they are told from new ones by their place, and dropped.
 */
final class OwnedPartition {
    /** Applied offset as Redis has it, in its words: empty for none. */
    private String applied;
    /** Log end when the partition was taken over or rewound: applied up to there, the view is whole. */
    private long end;

    private boolean live;
    /** Highest offset that came through the channel, or that reading began behind. */
    private long lastSeen;
    /** While above {@link #lastSeen}: records in between were read before the rewind. */
    private long staleBelow = -1;

    private boolean busy;

    OwnedPartition(String applied, long end) {
        this.applied = applied;
        this.end = end;
        this.lastSeen = appliedOffset();
    }

    /** The records of a batch that come next; none, if they are left over from before a rewind or applied already. */
    synchronized List<ConsumerRecord<String, byte[]>> admit(List<ConsumerRecord<String, byte[]>> records) {
        long first = records.getFirst().offset();
        if (first > lastSeen && first < staleBelow) {
            lastSeen = records.getLast().offset();
            return List.of();
        }
        staleBelow = -1;
        lastSeen = records.getLast().offset();
        long done = appliedOffset();
        List<ConsumerRecord<String, byte[]>> next = first > done
                ? records
                : records.stream().filter(r -> r.offset() > done).toList();
        busy = !next.isEmpty();
        return next;
    }

    synchronized void rewind(String applied, long position, long end) {
        this.applied = applied;
        this.staleBelow = Math.max(staleBelow, position);
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

    /** Does something that no batch may overtake; a batch that comes meanwhile finds the view changed and starts over. */
    synchronized void whileIdle(Runnable action) {
        if (!busy) {
            action.run();
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
