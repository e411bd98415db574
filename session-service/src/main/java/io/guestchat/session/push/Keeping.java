package io.guestchat.session.push;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.topic.PushRecord;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.Await;
import io.guestchat.session.measure.Measures;
import io.guestchat.session.session.OwnSessions;
import io.guestchat.session.view.Standings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Keeps and drops subscriptions. Each call returns once the log has it and this service's view shows it. */
@ApplicationScoped
class Keeping {
    private static final Duration VIEW_WITHIN = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Subscriptions subscriptions;
    private final PushLog log;
    private final Standings standings;
    private final Measures measures;

    Keeping(Subscriptions subscriptions, PushLog log, Standings standings, Measures measures) {
        this.subscriptions = subscriptions;
        this.log = log;
        this.standings = standings;
        this.measures = measures;
    }

    /**
     * Keeps a subscription, unless it is kept already.
     *
     * @throws ProblemException {@code session-ended} if the conversation ended meanwhile, {@code unavailable}
     */
    void keep(PushRecord wanted) {
        Optional<Subscription> known = Await.answer(subscriptions.of(wanted.conversationId()));
        if (known.filter(k -> isOf(k, wanted)).isPresent()) {
            return;
        }
        Await.answer(log.keep(wanted));
        requireStillOpen(wanted.conversationId());
        measures.pushSubscription("kept");
    }

    /** Drops it, if there is one. */
    void drop(ConversationId id) {
        if (Await.answer(subscriptions.of(id)).isPresent()) {
            Await.answer(log.forget(id));
            measures.pushSubscription("dropped");
        }
    }

    /**
     * Whoever hears that a conversation has ended drops its subscription; an end that was heard before this one came would leave it for
     * ever. So a view that has all of the log has to say that it has not ended by now: an end after that is heard after it, too.
     */
    private void requireStillOpen(ConversationId id) {
        long deadline = System.nanoTime() + VIEW_WITHIN.toNanos();
        while (!standings.haveAllOf(id)) {
            if (System.nanoTime() > deadline) {
                throw Await.unavailable();
            }
            Await.pause(LOOK_EVERY);
        }
        SessionRecord session = standings.of(id).session();
        if (session != null && session.status() == SessionStatus.ENDED) {
            Await.answer(log.forget(id));
            OwnSessions.requireOpen(session);
        }
    }

    private static boolean isOf(Subscription known, PushRecord wanted) {
        return known.endpoint().equals(wanted.endpoint()) && known.key().equals(wanted.key());
    }
}
