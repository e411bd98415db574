package io.guestchat.session.event;

import io.guestchat.platform.event.Consequence;
import io.guestchat.platform.event.Events;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.event.EventData;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.session.measure.Measures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Tells providers what the log of sessions says. A record that repeats another repeats its event, with the same id. */
@ApplicationScoped
class SessionEvents {
    private static final Logger LOG = Logger.getLogger(SessionEvents.class);

    private final Events events;
    private final Measures measures;

    SessionEvents(Events events, Measures measures) {
        this.events = events;
        this.measures = measures;
    }

    @Incoming("sessions-events")
    Uni<Void> tell(ConsumerRecords<String, byte[]> records) {
        List<Consequence> told = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> r : records) {
            if (r.value() != null) {
                of(r).forEach(event -> told.add(new Consequence(event, r.headers())));
            }
        }
        told.forEach(each -> count(each.event()));
        return events.publishAll(Uni.createFrom().item(told));
    }

    private void count(GuestEvent event) {
        if (event.data() instanceof EventData.ConversationEnded ended) {
            measures.end(ended.reason());
        }
    }

    private static List<GuestEvent> of(ConsumerRecord<String, byte[]> r) {
        try {
            return of(TopicCodec.read(r.value(), SessionRecord.class));
        } catch (InvalidValue e) {
            LOG.errorf("not a session record partition=%d offset=%d", r.partition(), r.offset());
            return List.of();
        }
    }

    /** What a record says for the first time: one that only adds an alert says nothing new of the conversation. */
    static List<GuestEvent> of(SessionRecord session) {
        if (session.status() == SessionStatus.OPEN) {
            return session.alerts().isEmpty()
                    ? List.of(event(session, session.openedAt(), new EventData.InviteRedeemed(session.memberId())))
                    : List.of();
        }
        Instant endedAt = Objects.requireNonNullElse(session.endedAt(), session.openedAt());
        if (session.alerts().values().stream().anyMatch(endedAt::isBefore)) {
            return List.of();
        }
        EndReason reason = Objects.requireNonNullElse(session.reason(), EndReason.IDLE);
        return List.of(event(session, endedAt, new EventData.ConversationEnded(session.memberId(), reason)));
    }

    private static GuestEvent event(SessionRecord session, Instant time, EventData data) {
        return GuestEvent.of(session.conversationId().invite(), session.tenantId(), time, data);
    }
}
