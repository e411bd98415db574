package io.guestchat.invite.event;

import io.guestchat.invite.view.Changes;
import io.guestchat.platform.event.Consequence;
import io.guestchat.platform.event.Events;
import io.guestchat.protocol.event.EventData;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.topic.InviteRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the log of invites with committed offsets of its own, and tells what changed. */
@ApplicationScoped
class InviteEvents {
    private final Changes changes;
    private final Events events;

    /** @param channel never sent to: its being there makes the connector open the producer that the events go through */
    InviteEvents(Changes changes, Events events, @Channel(Events.CHANNEL) Emitter<Record<String, byte[]>> channel) {
        this.changes = changes;
        this.events = events;
    }

    @Incoming("invites-to-events")
    Uni<Void> tell(ConsumerRecords<String, byte[]> batch) {
        return events.publishAll(Uni.createFrom()
                .completionStage(() -> changes.among(batch).toCompletionStage())
                .map(InviteEvents::events));
    }

    private static List<Consequence> events(List<Changes.Change> changed) {
        return changed.stream()
                .map(change -> new Consequence(event(change.record()), change.headers()))
                .toList();
    }

    private static GuestEvent event(InviteRecord invite) {
        Instant closedAt = invite.closedAt() == null ? invite.createdAt() : invite.closedAt();
        return switch (invite.status()) {
            case ACTIVE ->
                event(invite, invite.createdAt(), new EventData.InviteCreated(invite.memberId(), invite.expiresAt()));
            case EXPIRED -> event(invite, closedAt, new EventData.InviteExpired(invite.memberId()));
            case REVOKED -> event(invite, closedAt, new EventData.InviteRevoked(invite.memberId()));
        };
    }

    private static GuestEvent event(InviteRecord invite, Instant time, EventData data) {
        return GuestEvent.of(invite.inviteId(), invite.tenantId(), time, data);
    }
}
