package io.guestchat.session.push;

import io.guestchat.platform.view.LogWriter;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.topic.PushRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The record of subscriptions. */
@ApplicationScoped
class PushLog {
    static final String CHANNEL = "push-log";
    /** How long this node's view may take to show what was just appended, in ms. */
    private static final long VIEW_WITHIN_MS = 4_000;

    private final LogWriter writer;
    private final PushView view;

    PushLog(LogWriter writer, PushView view) {
        this.writer = writer;
        this.view = view;
    }

    /** Appends; done when the view has it. Fails as {@code unavailable} if log or view do not confirm. */
    Future<Void> keep(PushRecord record) {
        return append(record.conversationId(), TopicCodec.write(record));
    }

    /** Appends a tombstone. Done, and fails, as {@link #keep}. */
    Future<Void> forget(ConversationId id) {
        return append(id, null);
    }

    private Future<Void> append(ConversationId id, byte @Nullable [] value) {
        return Future.fromCompletionStage(writer.append(CHANNEL, TopicNames.PUSH, id.value(), value)
                        .subscribeAsCompletionStage())
                .compose(written -> view.view().awaitApplied(written.partition(), written.offset(), VIEW_WITHIN_MS));
    }
}
