package io.guestchat.platform.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OwnedPartitionTest {
    @Test
    void takesWhatComesNextAndLeavesOutWhatIsAppliedAlready() {
        var partition = new OwnedPartition("3", 10);
        assertEquals(List.of(4L, 5L), admitted(partition, 2, 5));
        partition.applied("5");
        assertEquals(List.of(), admitted(partition, 2, 5));
    }

    @Test
    void isWholeOnceItHasReachedTheEndThatItFound() {
        var partition = new OwnedPartition("", 6);
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
    void dropsBatchesThatWereReadBeforeARewind() {
        var partition = new OwnedPartition("99", 100);
        admitted(partition, 100, 109);
        partition.rewind("", 150, 150);
        assertEquals(List.of(), admitted(partition, 110, 129));
        assertEquals(List.of(), admitted(partition, 130, 149));
        assertEquals(List.of(0L, 1L), admitted(partition, 0, 1));
    }

    @Test
    void aSecondRewindStillKnowsTheBatchesFromBeforeTheFirst() {
        var partition = new OwnedPartition("99", 100);
        admitted(partition, 100, 109);
        partition.rewind("", 150, 150);
        partition.rewind("", 20, 150);
        assertEquals(List.of(), admitted(partition, 110, 149));
        assertEquals(List.of(0L, 1L, 2L), admitted(partition, 0, 2));
    }

    @Test
    void aPartitionThatWasJustTakenOverCanBeRewoundToo() {
        var partition = new OwnedPartition("99", 100);
        partition.rewind("", 100, 100);
        assertEquals(List.of(0L, 1L), admitted(partition, 0, 1));
    }

    @Test
    void goesOnBehindARewindWhenNothingOlderIsLeftInTheTopic() {
        var partition = new OwnedPartition("99", 100);
        admitted(partition, 100, 109);
        partition.rewind("", 150, 150);
        assertEquals(List.of(150L), admitted(partition, 150, 150));
    }

    private static List<Long> admitted(OwnedPartition partition, long first, long last) {
        List<ConsumerRecord<String, byte[]>> batch = LongStream.rangeClosed(first, last)
                .mapToObj(offset -> new ConsumerRecord<>("t", 0, offset, "k", new byte[0]))
                .toList();
        return partition.admit(batch).stream().map(ConsumerRecord::offset).toList();
    }
}
