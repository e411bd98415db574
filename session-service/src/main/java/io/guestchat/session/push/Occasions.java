package io.guestchat.session.push;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.event.EventCodec;
import io.guestchat.protocol.event.EventData;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.session.measure.Measures;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears, with the providers, what happens: that something waits for a guest, and that a conversation is over. A batch is done, and its
 * offset committed, once Redis, or the log, has all that follows from it.
 */
@ApplicationScoped
class Occasions {
    private static final Logger LOG = Logger.getLogger(Occasions.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Subscriptions subscriptions;
    private final PushLog log;
    private final Measures measures;

    Occasions(Subscriptions subscriptions, PushLog log, Measures measures) {
        this.subscriptions = subscriptions;
        this.log = log;
        this.measures = measures;
    }

    @Incoming("occasions")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        List<GuestEvent> events = new ArrayList<>();
        records.forEach(record -> read(record).ifPresent(events::add));
        return Uni.createFrom()
                .completionStage(
                        () -> Future.join(events.stream().map(this::follow).toList())
                                .<Void>mapEmpty()
                                .toCompletionStage())
                .onFailure()
                .invoke(e -> {
                    measures.pushesHeldUp();
                    LOG.warnf("pushes wait cause=%s", e.getClass().getSimpleName());
                })
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static Optional<GuestEvent> read(ConsumerRecord<String, byte[]> record) {
        try {
            return EventCodec.read(record.value());
        } catch (InvalidValue e) {
            LOG.errorf("not an event partition=%d offset=%d", record.partition(), record.offset());
            return Optional.empty();
        }
    }

    private Future<Void> follow(GuestEvent event) {
        return switch (event.data()) {
            case EventData.MessageWaiting waiting ->
                waiting.side() == Side.GUEST ? note(event) : Future.succeededFuture();
            case EventData.ConversationEnded ended -> forget(event.invite().conversation());
            case EventData.InviteCreated e -> Future.succeededFuture();
            case EventData.InviteRevoked e -> Future.succeededFuture();
            case EventData.InviteExpired e -> Future.succeededFuture();
            case EventData.InviteRedeemed e -> Future.succeededFuture();
            case EventData.RedemptionRefused e -> Future.succeededFuture();
            case EventData.LinkRequested e -> Future.succeededFuture();
        };
    }

    /** What was told long ago, and is read again because offsets were lost, wakes nobody. */
    private Future<Void> note(GuestEvent event) {
        Instant now = Instant.now();
        return now.isAfter(event.time().plus(Tries.FOR)) ? Future.succeededFuture() : subscriptions.waits(event, now);
    }

    private Future<Void> forget(ConversationId id) {
        return subscriptions.of(id).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture();
            }
            measures.pushSubscription("ended");
            return log.forget(id);
        });
    }
}
