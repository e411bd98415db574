package io.guestchat.relay.log;

import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.topic.TopicNames;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to the log; confirmed when the majority of its replicas has them. Records of one conversation are appended
 * in the order of the calls. Never blocks: without metadata or memory the append fails at once.
 */
@ApplicationScoped
public class LogAppender {
    private static final Logger LOG = Logger.getLogger(LogAppender.class);
    private static final String CHANNEL = "log-out";
    private static final long METADATA_RETRY_MS = 250;
    private static final long METADATA_REFRESH_MS = 5_000;

    /** Called once, on the producer's own thread: must not block. */
    @FunctionalInterface
    public interface Outcome {
        /** @param failure null if the log has the record; otherwise whether it has it is unknown */
        void done(@Nullable Throwable failure);
    }

    private final KafkaClientService kafka;
    private final Partitions partitions;
    private final Vertx vertx;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    /** @param out makes SmallRye build and configure the producer of the channel; records do not go through it */
    LogAppender(KafkaClientService kafka, Partitions partitions, Vertx vertx, @Channel(CHANNEL) Emitter<byte[]> out) {
        this.kafka = kafka;
        this.partitions = partitions;
        this.vertx = vertx;
    }

    void started(@Observes StartupEvent event) {
        kafka.<byte[], byte[]>getProducer(CHANNEL)
                .runOnSendingThread(p -> {
                    producer = p;
                    return p;
                })
                .subscribe()
                .with(p -> refreshMetadata(), e -> LOG.error("no producer", e));
    }

    /** {@code max.block.ms} is 0: asking makes the producer fetch what it does not know yet, and keeps the topics known. */
    private void refreshMetadata() {
        Producer<byte[], byte[]> p = producer;
        if (p == null) {
            return;
        }
        long next = METADATA_REFRESH_MS;
        try {
            p.partitionsFor(LogTopic.ENVELOPES.topic());
            p.partitionsFor(LogTopic.ACKS.topic());
            p.partitionsFor(TopicNames.ACTIVITY);
        } catch (KafkaException e) {
            next = METADATA_RETRY_MS;
        }
        vertx.setTimer(next, t -> refreshMetadata());
    }

    /** The slot of a conversation. */
    public Slot slot(ConversationId conversation) {
        return new Slot(partitions.of(conversation.value()));
    }

    /**
     * Appends a record.
     *
     * @param topic of those that are keyed by conversation
     * @param key   begins with the conversation's id
     * @param value null for a tombstone
     */
    public void append(String topic, Slot slot, String key, byte @Nullable [] value, Outcome outcome) {
        Producer<byte[], byte[]> p = producer;
        if (p == null) {
            outcome.done(new IllegalStateException("not started"));
            return;
        }
        try {
            p.send(
                    new ProducerRecord<>(topic, slot.partition(), key.getBytes(StandardCharsets.US_ASCII), value),
                    (metadata, failure) -> outcome.done(failure));
        } catch (RuntimeException e) {
            outcome.done(e);
        }
    }
}
