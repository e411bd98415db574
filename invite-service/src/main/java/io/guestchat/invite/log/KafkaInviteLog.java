package io.guestchat.invite.log;

import io.guestchat.invite.life.InviteLog;
import io.guestchat.invite.view.InvitesView;
import io.guestchat.invite.view.Waiting;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogWriter;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
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
    private static final long APPLIED_WITHIN_MS = 5_000;

    private final LogWriter writer;
    private final LogView view;

    /** @param channel never sent to: its being there makes the connector open the producer that the writer uses */
    KafkaInviteLog(LogWriter writer, InvitesView view, @Channel(CHANNEL) Emitter<Record<String, byte[]>> channel) {
        this.writer = writer;
        this.view = view.progress();
    }

    @Override
    public void append(InviteRecord change) {
        LogWriter.Written written =
                write(change.inviteId(), TopicCodec.write(change)).await().indefinitely();
        Waiting.on(view.awaitApplied(written.partition(), written.offset(), APPLIED_WITHIN_MS));
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
