package io.guestchat.relay.conversation;

import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.topic.ActivityRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.log.Slot;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the session-service which conversations are alive: it ends the idle ones, and sees no send itself. A report goes into
 * the log ahead of the send that it speaks of, and is repeated until the log has it.
 */
@ApplicationScoped
public class Activity {
    private static final long AGAIN_MS = 1_000;

    private final LogAppender log;
    private final Vertx vertx;

    Activity(LogAppender log, Vertx vertx) {
        this.log = log;
        this.vertx = vertx;
    }

    /** A side of this conversation is sending now. */
    public void report(Slot slot, ConversationId conversation) {
        ActivityRecord alive = new ActivityRecord(conversation, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        append(slot, conversation, TopicCodec.write(alive));
    }

    /** The conversation is remembered no more. */
    void forget(Slot slot, ConversationId conversation) {
        append(slot, conversation, null);
    }

    private void append(Slot slot, ConversationId conversation, byte @Nullable [] value) {
        log.append(TopicNames.ACTIVITY, slot, conversation.value(), value, failure -> {
            if (failure != null) {
                vertx.setTimer(AGAIN_MS, t -> append(slot, conversation, value));
            }
        });
    }
}
