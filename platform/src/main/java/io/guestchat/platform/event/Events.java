package io.guestchat.platform.event;

import io.guestchat.platform.telemetry.trace.Traces;
import io.guestchat.protocol.event.EventCodec;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.topic.TopicNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/**
 * Writes events. The service has an outgoing channel {@value #CHANNEL}, with {@code acks=all} and idempotence; an injected
 * {@code Emitter} of it, though never sent to, makes the connector open the producer.
 */
@ApplicationScoped
public class Events {
    public static final String CHANNEL = "events-out";

    private static final Logger LOG = Logger.getLogger(Events.class);
    private static final String CONTENT_TYPE = "content-type";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final KafkaClientService kafka;
    private final Traces traces;
    private final Counter failed;

    Events(KafkaClientService kafka, Traces traces, MeterRegistry metrics) {
        this.kafka = kafka;
        this.traces = traces;
        this.failed = metrics.counter("guestchat.events.failed");
    }

    /** Tells an event once; fails if the log does not confirm it in time. */
    public Uni<Void> publish(GuestEvent event) {
        return traces.publish(record(event), this::send);
    }

    private Uni<Void> publish(Consequence told) {
        return traces.publishWithin(told.cause(), record(told.event()), this::send);
    }

    private static ProducerRecord<String, byte[]> record(GuestEvent event) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(CONTENT_TYPE, EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));
        return new ProducerRecord<>(TopicNames.EVENTS, null, event.invite().value(), EventCodec.write(event), headers);
    }

    private Uni<Void> send(ProducerRecord<String, byte[]> record) {
        return kafka.<String, byte[]>getProducer(CHANNEL).send(record).replaceWithVoid();
    }

    /**
     * Tells what follows from a batch of records, each invite's events in their order. Fails never, and is done when all are
     * confirmed, however long that takes: only then may the batch's offset be committed.
     *
     * @param derivation asked again after each failure, its own or the log's
     */
    public Uni<Void> publishAll(Uni<List<Consequence>> derivation) {
        return derivation
                .chain(this::inOrder)
                .onFailure()
                .invoke(e -> {
                    failed.increment();
                    LOG.warnf("events wait cause=%s", e.getClass().getSimpleName());
                })
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** One at a time of each invite, many invites at a time: one that fails is not overtaken by the next. */
    private Uni<Void> inOrder(List<Consequence> events) {
        Map<InviteId, List<Consequence>> perInvite = events.stream()
                .collect(Collectors.groupingBy(told -> told.event().invite(), LinkedHashMap::new, Collectors.toList()));
        if (perInvite.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(perInvite.values().stream().map(this::oneByOne).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    private Uni<Void> oneByOne(List<Consequence> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(this::publish)
                .onItem()
                .ignoreAsUni();
    }
}
