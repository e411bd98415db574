package io.guestchat.session.view;

import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.session.SessionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a conversation's time is up: nobody wrote for its idle time, or it has reached the greatest age that is configured. */
@ApplicationScoped
public class Lifetimes {
    /** 0 for any. */
    private final Duration life;

    Lifetimes(SessionConfig config) {
        this.life = config.conversationLife();
    }

    /**
     * When it ends if nobody writes any more.
     *
     * @param activeAt when somebody wrote last, as far as is known; null for never
     */
    public Instant idleExpiresAt(SessionRecord session, @Nullable Instant activeAt) {
        return atMost(session, idleSince(session, activeAt).plusSeconds(session.idleTtl()));
    }

    /**
     * When it is ended: what the relay does not tell of, a send within {@link Limits#ACTIVITY_GRAIN} of another, may have put the
     * idle end off by as much.
     */
    public Instant endsAt(SessionRecord session, @Nullable Instant activeAt) {
        Instant idle = idleSince(session, activeAt).plusSeconds(session.idleTtl());
        return atMost(session, idle.plus(Limits.ACTIVITY_GRAIN));
    }

    /** When there is something to do about it: to end it if nobody wrote meanwhile, or to forget that it was. */
    Instant dueAt(SessionRecord session) {
        return session.endedAt() == null
                ? endsAt(session, null)
                : session.endedAt().plus(Limits.REMEMBERED);
    }

    private Instant atMost(SessionRecord session, Instant idle) {
        Instant end = session.openedAt().plus(life);
        return life.isPositive() && end.isBefore(idle) ? end : idle;
    }

    private static Instant idleSince(SessionRecord session, @Nullable Instant activeAt) {
        return activeAt != null && activeAt.isAfter(session.openedAt()) ? activeAt : session.openedAt();
    }
}
