package io.guestchat.relay.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongBiFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How far this node is in its partitions of a topic, by where it is now and by the last known end of the log. With the format of the view: in
 * an upgrade to another, relays of both have all of the partitions each.
 */
final class LogMeters {
    private static final String PARTITIONS = "guestchat.relay.log.partitions";

    private final LogTopic topic;
    private final LogReader reader;
    /** Null until Kafka has answered once. */
    private volatile @Nullable Offsets ends;

    LogMeters(LogTopic topic, LogReader reader, MeterRegistry metrics) {
        this.topic = topic;
        this.reader = reader;
        Tags tags = Tags.of("topic", topic.topic(), "format", Integer.toString(Slot.FORMAT));
        Gauge.builder("guestchat.relay.log.behind", this, LogMeters::behind)
                .tags(tags)
                .register(metrics);
        TimeGauge.builder("guestchat.relay.log.age", this, TimeUnit.MILLISECONDS, LogMeters::age)
                .tags(tags)
                .register(metrics);
        Gauge.builder(PARTITIONS, this, LogMeters::owned)
                .tags(tags.and("state", "owned"))
                .register(metrics);
        Gauge.builder(PARTITIONS, this, LogMeters::live)
                .tags(tags.and("state", "live"))
                .register(metrics);
    }

    /** @param asked when it was asked where the log ends, in ms since the epoch */
    void ended(Offsets ends, long asked) {
        this.ends = ends;
        reader.owned().forEach((partition, reading) -> reading.ended(ends.of(topic, partition), asked));
    }

    /** Records that are not applied yet. */
    private double behind() {
        Offsets known = ends;
        return known == null
                ? Double.NaN
                : each(known, PartitionReading::behind).sum();
    }

    /** For how long the oldest of them has been waiting, at most, in ms; while a view is rebuilt, since that began. */
    private double age() {
        Offsets known = ends;
        long now = System.currentTimeMillis();
        return known == null
                ? Double.NaN
                : each(known, (reading, end) -> reading.waiting(end, now)).max().orElse(0);
    }

    private LongStream each(Offsets ends, ToLongBiFunction<PartitionReading, Long> measure) {
        return reader.owned().entrySet().stream()
                .mapToLong(owned -> measure.applyAsLong(owned.getValue(), ends.of(topic, owned.getKey())));
    }

    private double owned() {
        return reader.owned().size();
    }

    private double live() {
        return reader.owned().values().stream().filter(PartitionReading::isLive).count();
    }
}
