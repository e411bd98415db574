package io.guestchat.session.view;

import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.SessionId;
import java.security.SecureRandom;

/**
 * Session ids are drawn so that they lie in their conversation's partition: whoever has only the session id knows where in the
 * view to look. This costs them the few bits that number the partitions, of 128.
 */
public final class SessionIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private SessionIds() {}

    /** A new id for a session of this conversation. */
    public static SessionId draw(ConversationId conversation, Partitions partitions) {
        int wanted = partitions.of(conversation.value());
        byte[] bytes = new byte[BYTES];
        while (true) {
            RANDOM.nextBytes(bytes);
            SessionId id = SessionId.parse(Base64Url.encode(bytes));
            if (partition(id, partitions) == wanted) {
                return id;
            }
        }
    }

    static int partition(SessionId id, Partitions partitions) {
        return partitions.of(id.value());
    }
}
