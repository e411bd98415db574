package io.guestchat.relay.conversation;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.frame.ConversationStatus;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.relay.envelope.Standing;
import io.guestchat.relay.log.BatchEffect;
import io.guestchat.relay.log.LogReaders;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Slot;
import io.guestchat.relay.mailbox.Acknowledgements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Applies the session-service's records: conversations that open and end, and what their sides are to be alerted of. */
@ApplicationScoped
public class SessionsView implements BatchEffect {
    private static final Logger LOG = Logger.getLogger(SessionsView.class);
    private static final LuaScript SCRIPT = Standing.script(SessionsView.class, "sessions.lua");
    /** In place of a status. */
    private static final int FORGOTTEN = 0;
    /** Older alerts are left for the next connect: a rebuild must not tell connected sides of them again. */
    private static final Duration TOLD_AT_ONCE = Duration.ofMinutes(1);

    private final RedisCommands redis;
    private final LogReaders readers;
    private final Acknowledgements acknowledgements;
    private final Activity activity;

    SessionsView(RedisCommands redis, LogReaders readers, Acknowledgements acknowledgements, Activity activity) {
        this.redis = redis;
        this.acknowledgements = acknowledgements;
        this.activity = activity;
        this.readers = readers;
    }

    @Override
    public LogTopic topic() {
        return LogTopic.SESSIONS;
    }

    @Incoming("sessions")
    Uni<Void> apply(ConsumerRecords<String, byte[]> batch) {
        return readers.of(LogTopic.SESSIONS).apply(batch);
    }

    @Override
    public Future<Long> apply(Slot slot, long expected, List<ConsumerRecord<String, byte[]>> records) {
        List<String> keys = new ArrayList<>(2 + 8 * records.size());
        List<Object> args = new ArrayList<>(2 + 10 * records.size());
        List<Request> news = new ArrayList<>();
        List<ConversationId> forgotten = new ArrayList<>(0);
        keys.add(slot.position());
        keys.add(slot.waiting());
        args.add(expected);
        args.add(BatchEffect.end(records));
        String alertsSince = Long.toString(System.currentTimeMillis() - TOLD_AT_ONCE.toMillis());
        for (ConsumerRecord<String, byte[]> r : records) {
            try {
                ConversationId id = ConversationId.parse(r.key());
                SessionRecord session = r.value() == null ? null : TopicCodec.read(r.value(), SessionRecord.class);
                addKeys(slot, id, session, keys);
                addArgs(id, session, alertsSince, args);
                if (session == null) {
                    forgotten.add(id);
                } else if (session.status() == SessionStatus.OPEN) {
                    news.add(Request.cmd(Command.SPUBLISH)
                            .arg(MemberChannel.of(session.tenantId(), session.memberId()))
                            .arg(id.value()));
                }
            } catch (IllegalArgumentException e) {
                LOG.errorf("not a session record partition=%d offset=%d, skipped", slot.partition(), r.offset());
            }
        }
        return redis.eval(SCRIPT, keys, args).map(answer -> {
            if (answer.toLong() == BatchEffect.end(records)) {
                forgotten.forEach(id -> forget(slot, id));
                if (!news.isEmpty()) {
                    // A hint only: a member's sockets look for new conversations now and then anyway.
                    redis.batch(news);
                }
            }
            return answer.toLong();
        });
    }

    private void forget(Slot slot, ConversationId id) {
        acknowledgements.forget(slot, id);
        activity.forget(slot, id);
    }

    private static void addKeys(Slot slot, ConversationId id, @Nullable SessionRecord session, List<String> keys) {
        keys.add(slot.conversation(id));
        keys.add(slot.standing(id));
        keys.add(slot.mailbox(id, Side.MEMBER));
        keys.add(slot.mailbox(id, Side.GUEST));
        keys.add(slot.presence(id));
        keys.add(
                session == null
                        ? slot.conversation(id)
                        : slot.conversationsOf(MemberChannel.name(session.tenantId(), session.memberId())));
        keys.add(slot.channel(id, Side.MEMBER));
        keys.add(slot.channel(id, Side.GUEST));
    }

    private static void addArgs(
            ConversationId id, @Nullable SessionRecord session, String alertsSince, List<Object> args) {
        if (session == null) {
            args.addAll(List.of(FORGOTTEN, id.value(), "", "", "", "", "", "", "", alertsSince));
            return;
        }
        boolean open = session.status() == SessionStatus.OPEN;
        Instant endedAt = session.endedAt() == null ? session.openedAt() : session.endedAt();
        args.add(Standing.code(open ? ConversationStatus.OPEN : ConversationStatus.ENDED));
        args.add(id.value());
        args.add(session.tenantId().value());
        args.add(session.memberId().value());
        args.add(session.sessionId().value());
        args.add(session.openedAt().toEpochMilli());
        args.add(session.reason() == null ? "" : session.reason().wire());
        args.add(open ? 0L : endedAt.plus(Limits.REMEMBERED).toEpochMilli());
        args.add(alerts(session));
        args.add(alertsSince);
    }

    private static String alerts(SessionRecord session) {
        StringBuilder alerts = new StringBuilder();
        if (session.alerts() != null) {
            session.alerts().forEach((code, at) -> alerts.append(code.wire())
                    .append('=')
                    .append(at.toEpochMilli())
                    .append(';'));
        }
        return alerts.toString();
    }
}
