package io.guestchat.platform.view;

import io.guestchat.platform.telemetry.trace.Traces;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes to the record: done when the majority of the log's replicas has it. */
@ApplicationScoped
public class LogWriter {
    private final KafkaClientService kafka;
    private final Traces traces;

    LogWriter(KafkaClientService kafka, Traces traces) {
        this.kafka = kafka;
        this.traces = traces;
    }

    /** Where a record stands in its topic. */
    public record Written(int partition, long offset) {}

    /**
     * Appends a record.
     *
     * @param channel the outgoing channel, with {@code acks=all} and idempotence
     * @param value   null for a tombstone
     * @return fails with {@link LogUnavailable} if the log did not confirm in time; whether it has the record is then unknown
     */
    public Uni<Written> append(String channel, String topic, String key, byte @Nullable [] value) {
        return traces.publish(
                        new ProducerRecord<>(topic, key, value),
                        record -> kafka.<String, byte[]>getProducer(channel).send(record))
                .map(m -> new Written(m.partition(), m.offset()))
                .onFailure()
                .transform(LogUnavailable::new);
    }
}
