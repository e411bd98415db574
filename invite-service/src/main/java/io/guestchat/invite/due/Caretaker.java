package io.guestchat.invite.due;

import io.guestchat.invite.life.Closing;
import io.guestchat.invite.log.KafkaInviteLog;
import io.guestchat.invite.view.DueInvites;
import io.guestchat.invite.view.DueInvites.Due;
import io.guestchat.platform.view.LogWriter;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks every second for invites that are due, and appends what they are due for. */
@ApplicationScoped
class Caretaker {
    private static final Logger LOG = Logger.getLogger(Caretaker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(10);

    private final DueInvites invites;
    private final KafkaInviteLog log;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private volatile @Nullable Thread thread;

    Caretaker(DueInvites invites, KafkaInviteLog log, InstantSource clock, MeterRegistry meters) {
        this.invites = invites;
        this.log = log;
        this.clock = clock;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("caretaker").start(this::work);
    }

    @PreDestroy
    void stop() {
        Thread working = thread;
        if (working != null) {
            working.interrupt();
        }
    }

    private void work() {
        boolean failing = false;
        while (!Thread.interrupted()) {
            try {
                Thread.sleep(PAUSE);
                round();
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warnf("caretaker waits cause=%s", e.getClass().getSimpleName());
                }
                failing = true;
            }
        }
    }

    private void round() {
        for (int partition : invites.partitions(clock.instant())) {
            List<Due> due = invites.claim(partition, clock.instant());
            if (!due.isEmpty()) {
                Uni.join()
                        .all(due.stream().map(this::append).toList())
                        .andCollectFailures()
                        .await()
                        .atMost(CONFIRMED_WITHIN);
                LOG.debugf("caretaker partition=%d appended=%d", partition, due.size());
            }
        }
    }

    private Uni<LogWriter.Written> append(Due due) {
        return switch (due) {
            case Due.Repeat(var id, var record) -> append("repeated", id, record.getBytes(StandardCharsets.UTF_8));
            case Due.Expire(var id, var record) -> append("expired", id, TopicCodec.write(expired(record)));
            case Due.Forget(var id) -> append("forgotten", id, null);
        };
    }

    private Uni<LogWriter.Written> append(String what, InviteId id, byte @Nullable [] value) {
        return log.write(id, value).invoke(() -> meters.counter("guestchat.invite.due", "done", what)
                .increment());
    }

    private static InviteRecord expired(String value) {
        InviteRecord record = TopicCodec.read(value.getBytes(StandardCharsets.UTF_8), InviteRecord.class);
        return Closing.of(record, InviteStatus.EXPIRED, record.expiresAt());
    }
}
