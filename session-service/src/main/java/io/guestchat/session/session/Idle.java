package io.guestchat.session.session;

import io.guestchat.protocol.topic.SessionRecord;
import java.time.Instant;

/** When a conversation ends by itself. */
public final class Idle {
    private Idle() {}

    /**
     * When it ends if nobody writes from its opening on: messages put it off, and they are the relay's to count, so this is the
     * earliest time it can be.
     */
    public static Instant expiresAt(SessionRecord session) {
        return session.openedAt().plusSeconds(session.idleTtl());
    }
}
