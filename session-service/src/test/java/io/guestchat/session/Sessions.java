package io.guestchat.session;

import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.ActivityRecord;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.session.view.SessionIds;
import io.quarkus.arc.Arc;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Sessions that are told to the log as this service would have, or a node of it that is no more. */
final class Sessions {
    private Sessions() {}

    /** One that {@code guest} opened then, of an invite of its own. */
    static SessionRecord opened(Browser guest, Instant openedAt, long idleTtlSeconds) {
        return opened(ConversationId.parse(Link.random(16)), guest, openedAt, idleTtlSeconds);
    }

    static SessionRecord opened(ConversationId conversation, Browser guest, Instant openedAt, long idleTtlSeconds) {
        return new SessionRecord(
                conversation,
                TenantId.parse("acme"),
                MemberId.parse("ana"),
                SessionIds.draw(
                        conversation, Arc.container().instance(Partitions.class).get()),
                guest.jkt(),
                SessionStatus.OPEN,
                openedAt.truncatedTo(ChronoUnit.MILLIS),
                idleTtlSeconds,
                null,
                null,
                Map.of());
    }

    static SessionRecord tell(SessionRecord session) {
        Log.write(TopicNames.SESSIONS, session.conversationId().value(), TopicCodec.write(session));
        return session;
    }

    /** The relay tells that somebody wrote. */
    static void wrote(SessionRecord session, Instant at) {
        Log.write(
                TopicNames.ACTIVITY,
                session.conversationId().value(),
                TopicCodec.write(new ActivityRecord(session.conversationId(), at)));
    }
}
