package io.guestchat.platform.view;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OwnedPartitionTest {
    @Test
    void takesWhatComesNextAndLeavesOutWhatIsAppliedAlready() {
        var partition = flowing("3", 10, 2);
        assertEquals(List.of(4L, 5L), admitted(partition, 2, 5));
        partition.applied("5");
        assertEquals(List.of(), admitted(partition, 2, 5));
    }

    @Test
    void whileTheBrokerIsSilentTheLagIsAsFarAsKnownAndHoldsNobodyUp() {
        var partition = flowing("3", 10, 2);
        var consumer = new MockConsumer<String, byte[]>("earliest") {
            @Override
            public OptionalLong currentLag(TopicPartition p) {
                return OptionalLong.of(7);
            }

            @Override
            public long position(TopicPartition p, Duration patience) {
                assertEquals(Duration.ZERO, patience);
                assertFalse(CompletableFuture.supplyAsync(partition::busy)
                        .orTimeout(10, SECONDS)
                        .join());
                throw new TimeoutException();
            }
        };
        assertEquals(6, partition.lag(consumer, new TopicPartition("topic", 0)));
    }

    @Test
    void isWholeOnceItHasReachedTheEndThatItFound() {
        var partition = flowing("", 6, 0);
        partition.applied("4");
        assertFalse(partition.reachedEnd());
        partition.applied("5");
        assertTrue(partition.reachedEnd());
    }

    @Test
    void aNewTopicIsWholeAtOnce() {
        assertTrue(new OwnedPartition("", 0).reachedEnd());
    }

    @Test
    void dropsBatchesThatWerePolledBeforeARewind() {
        var partition = flowing("99", 100, 100);
        partition.polled(110);
        partition.polled(130);
        partition.rewind("", 150);
        assertEquals(List.of(), admitted(partition, 110, 129));
        partition.polled(0);
        assertEquals(List.of(), admitted(partition, 130, 149));
        assertEquals(List.of(0L, 1L), admitted(partition, 0, 1));
    }

    @Test
    void startsWhereverCompactionHasLeftTheFirstRecord() {
        var partition = flowing("99", 100, 100);
        partition.polled(110);
        partition.rewind("", 150);
        partition.polled(120);
        assertEquals(List.of(), admitted(partition, 110, 149));
        assertEquals(List.of(120L, 121L), admitted(partition, 120, 121));
    }

    @Test
    void aSecondRewindDropsWhatTheFirstHadBroughtIn() {
        var partition = flowing("99", 100, 100);
        partition.rewind("", 150);
        partition.polled(0);
        partition.rewind("", 150);
        assertEquals(List.of(), admitted(partition, 110, 149));
        partition.polled(0);
        assertEquals(List.of(0L, 1L, 2L), admitted(partition, 0, 2));
    }

    /** A partition that was sought, polled from {@code first} and is being applied. */
    private static OwnedPartition flowing(String applied, long end, long first) {
        var partition = new OwnedPartition(applied, end);
        partition.polled(first);
        admitted(partition, first, first);
        return partition;
    }

    private static List<Long> admitted(OwnedPartition partition, long first, long last) {
        List<ConsumerRecord<String, byte[]>> batch = LongStream.rangeClosed(first, last)
                .mapToObj(offset -> new ConsumerRecord<>("t", 0, offset, "k", new byte[0]))
                .toList();
        return partition.admit(batch).stream().map(ConsumerRecord::offset).toList();
    }
}
