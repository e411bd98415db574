package io.guestchat.platform.view;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/** Which partition of the keyed topics speaks of which conversation. */
@ApplicationScoped
public class Partitions {
    private final int count;

    Partitions(TopicConfig config) {
        this.count = config.partitions();
    }

    public int count() {
        return count;
    }

    /** Their numbers, from 0. */
    public List<Integer> all() {
        return IntStream.range(0, count).boxed().toList();
    }

    /** The partition of a key, as Kafka's own default partitioner computes it. */
    public int of(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % count;
    }

    /** The Redis hash tag that all keys of a partition's views share. */
    public static String tag(int partition) {
        return "{p" + partition + "}";
    }
}
