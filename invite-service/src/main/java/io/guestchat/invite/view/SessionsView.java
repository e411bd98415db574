package io.guestchat.invite.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The log of sessions, applied: which invites have been redeemed, and whose conversation is over. */
@ApplicationScoped
public class SessionsView implements ViewScript {
    static final String CHANNEL = "sessions-in";
    private static final Logger LOG = Logger.getLogger(SessionsView.class);

    private final LogView view;

    SessionsView(LogViews views) {
        this.view = views.of(TopicNames.SESSIONS, CHANNEL, "invite:sessions", this);
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view.apply(records);
    }

    /** How far it is applied. */
    public LogView progress() {
        return view;
    }

    @Override
    public LuaScript script() {
        return InvitesView.APPLY;
    }

    @Override
    public List<String> keys(int partition) {
        return List.of();
    }

    @Override
    public List<?> args(int partition, List<ConsumerRecord<String, byte[]>> records) {
        List<Object> args = ViewKeys.scriptArgs(partition);
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                args.addAll(List.of("session-forgotten", record.key()));
            } else {
                args.addAll(args(record));
            }
        }
        return args;
    }

    private static List<Object> args(ConsumerRecord<String, byte[]> record) {
        SessionRecord session;
        try {
            session = TopicCodec.read(record.value(), SessionRecord.class);
        } catch (InvalidValue e) {
            LOG.errorf("log of sessions: unreadable partition=%d offset=%d", record.partition(), record.offset());
            return List.of();
        }
        Instant endedAt = session.endedAt();
        return List.of(
                "session",
                session.conversationId().value(),
                endedAt == null ? 0 : endedAt.toEpochMilli(),
                session.tenantId().value());
    }
}
