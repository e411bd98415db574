package io.guestchat.session.view;

import io.guestchat.platform.view.LogWriter;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.session.Await;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The record of sessions: what is appended here, and confirmed, has happened. */
@ApplicationScoped
public class SessionLog {
    static final String CHANNEL = "sessions-log";
    /** How long this node's view may take to show what was just appended, in ms. */
    private static final long VIEW_WITHIN_MS = 4_000;

    private final LogWriter writer;
    private final SessionsView sessions;

    SessionLog(LogWriter writer, SessionsView sessions) {
        this.writer = writer;
        this.sessions = sessions;
    }

    /**
     * Appends, and waits until the view has it: who reads after this reads it.
     *
     * @throws io.guestchat.platform.problem.ProblemException {@code unavailable} if the log or the view does not confirm; then
     *     it may have happened or not
     */
    public void append(SessionRecord record) {
        append(record.conversationId(), TopicCodec.write(record));
    }

    /** Appends a tombstone: the session is as if it had never been. Waits, and fails, as {@link #append(SessionRecord)}. */
    public void forget(ConversationId id) {
        append(id, null);
    }

    private void append(ConversationId id, byte @Nullable [] value) {
        var written = Await.answer(Future.fromCompletionStage(
                writer.append(CHANNEL, TopicNames.SESSIONS, id.value(), value).subscribeAsCompletionStage()));
        Await.answer(sessions.view().awaitApplied(written.partition(), written.offset(), VIEW_WITHIN_MS));
    }
}
