package io.guestchat.relay.waiting;

import io.guestchat.platform.event.Events;
import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.event.EventData;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.relay.RelayConfig;
import io.guestchat.relay.conversation.Conversations;
import io.guestchat.relay.conversation.Conversations.Whose;
import io.guestchat.relay.log.LogHealth;
import io.guestchat.relay.log.LogReaders;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Slot;
import io.guestchat.relay.presence.Presence;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jboss.logging.Logger;

/** Looks through what waits in this node's partitions, about once a second, and tells of sides that are not there. */
@ApplicationScoped
class Absences {
    private static final Logger LOG = Logger.getLogger(Absences.class);
    private static final LuaScript TAKE = LuaScript.of(Absences.class, "take.lua");
    private static final LuaScript TOLD = LuaScript.of(Absences.class, "told.lua");
    private static final long LOOK_MS = 1_000;
    /** Of each partition; an outage's worth is told in some seconds, and no script holds up the rest. */
    private static final int AT_ONCE = 500;

    private final RedisCommands redis;
    private final LogReaders readers;
    private final LogHealth log;
    private final Presence presence;
    private final Conversations conversations;
    private final Events events;
    private final Vertx vertx;
    private final long againMs;
    private final Counter told;
    private final Counter failed;
    private volatile boolean closed;

    /** @param channel never sent to: its being there makes the connector open the producer that the events go through */
    Absences(
            RedisCommands redis,
            LogReaders readers,
            LogHealth log,
            Presence presence,
            Conversations conversations,
            Events events,
            Vertx vertx,
            RelayConfig config,
            MeterRegistry metrics,
            @Channel(Events.CHANNEL) Emitter<byte[]> channel) {
        this.redis = redis;
        this.readers = readers;
        this.log = log;
        this.presence = presence;
        this.conversations = conversations;
        this.events = events;
        this.vertx = vertx;
        this.againMs = config.waiting().again().toMillis();
        this.told = metrics.counter("guestchat.relay.waiting.told");
        this.failed = metrics.counter("guestchat.relay.waiting.failed");
    }

    void started(@Observes StartupEvent event) {
        look();
    }

    @PreDestroy
    void close() {
        closed = true;
    }

    /** One after the other: what is being told is not told at the same time once more. */
    private void look() {
        if (closed) {
            return;
        }
        List<Slot> slots = redis.connected() && log.isReachable()
                ? readers.of(LogTopic.ENVELOPES).slots()
                : List.of();
        Future.join(slots.stream().map(this::look).toList()).onComplete(done -> vertx.setTimer(LOOK_MS, t -> look()));
    }

    private Future<Void> look(Slot slot) {
        return redis.eval(TAKE, List.of(slot.waiting()), List.of(againMs, AT_ONCE))
                .compose(taken -> {
                    String again = taken.get(0).toString();
                    List<Future<Void>> telling = new ArrayList<>(taken.size() - 1);
                    for (int i = 1; i < taken.size(); i++) {
                        telling.add(tell(slot, taken.get(i).toString(), again));
                    }
                    return Future.join(telling).mapEmpty();
                });
    }

    /** @param again when the mailbox is due again, if nothing comes of this */
    private Future<Void> tell(Slot slot, String mailbox, String again) {
        Slot.Owner owner = Slot.owner(mailbox);
        return presence.node(slot, owner.conversation(), owner.side())
                .compose(node -> node.isPresent()
                        ? Future.succeededFuture()
                        : publish(owner)
                                .compose(v -> redis.eval(TOLD, List.of(slot.waiting()), List.of(mailbox, again)))
                                .mapEmpty());
    }

    private Future<Void> publish(Slot.Owner owner) {
        return conversations.whose(owner.conversation()).compose(whose -> whose.map(w -> publish(event(owner, w)))
                .orElseGet(Future::succeededFuture));
    }

    private static GuestEvent event(Slot.Owner owner, Whose whose) {
        return GuestEvent.of(
                owner.conversation().invite(),
                whose.tenant(),
                Instant.now(),
                new EventData.MessageWaiting(whose.member(), owner.side()));
    }

    private Future<Void> publish(GuestEvent event) {
        return Future.fromCompletionStage(events.publish(event).subscribeAsCompletionStage())
                .onSuccess(v -> told.increment())
                .onFailure(e -> {
                    failed.increment();
                    LOG.debugf(
                            "not told that something waits conversation=%s cause=%s",
                            event.invite(), e.getClass().getSimpleName());
                });
    }
}
