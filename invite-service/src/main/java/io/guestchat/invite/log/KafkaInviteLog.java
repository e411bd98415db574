package io.guestchat.invite.log;

import io.guestchat.invite.life.InviteLog;
import io.guestchat.invite.view.Changes;
import io.guestchat.platform.view.LogWriter;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jspecify.annotations.Nullable;

/** The topic of invites, written. */
@ApplicationScoped
public class KafkaInviteLog implements InviteLog {
    private static final String CHANNEL = "invites-out";

    private final LogWriter writer;
    private final Changes changes;
    private final Timer lag;

    /** @param channel never sent to: its being there makes the connector open the producer that the writer uses */
    KafkaInviteLog(
            LogWriter writer,
            Changes changes,
            MeterRegistry meters,
            @Channel(CHANNEL) Emitter<Record<String, byte[]>> channel) {
        this.writer = writer;
        this.changes = changes;
        this.lag = Timer.builder("guestchat.invite.view.lag")
                .description("From the log's confirmation of a change until the view shows it")
                .register(meters);
    }

    @Override
    public boolean append(InviteRecord change) {
        LogWriter.Written written =
                write(change.inviteId(), TopicCodec.write(change)).await().indefinitely();
        return Boolean.TRUE.equals(lag.record(() -> changes.awaitAndTell(change, written)));
    }

    /**
     * Appends and waits for nothing but the log.
     *
     * @param value null forgets the invite
     */
    public Uni<LogWriter.Written> write(InviteId id, byte @Nullable [] value) {
        return writer.append(CHANNEL, TopicNames.INVITES, id.value(), value);
    }
}
