package io.guestchat.session.push;

import io.guestchat.protocol.id.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the view has it.
 *
 * @param endpoint its text; secret
 * @param key      the public key it was made with
 * @param occasion what it was last to be told of; null for nothing yet
 */
record Subscription(
        ConversationId conversation,
        String endpoint,
        String key,
        @Nullable Occasion occasion) {
    /**
     * That something waits.
     *
     * @param event its id
     * @param since when that was told
     * @param tries how often it was pushed in vain
     */
    record Occasion(String event, Instant since, int tries) {}

    @Override
    public String toString() {
        return "Subscription[" + conversation + "]";
    }
}
