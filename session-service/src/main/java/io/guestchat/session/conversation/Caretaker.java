package io.guestchat.session.conversation;

import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.view.DueConversations;
import io.guestchat.session.view.Lifetimes;
import io.guestchat.session.view.SessionLog;
import io.guestchat.session.view.Standing;
import io.guestchat.session.view.Standings;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the conversations whose time is up, and has the log forget those that ended {@link Limits#REMEMBERED} ago, whether or not
 * anybody asks. Looks every second at what is due; what came due while no node was there is due at the next start.
 */
@ApplicationScoped
class Caretaker {
    private static final Logger LOG = Logger.getLogger(Caretaker.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final DueConversations due;
    private final Standings standings;
    private final Lifetimes lifetimes;
    private final Conversations conversations;
    private final SessionLog log;
    private final AtomicBoolean running = new AtomicBoolean();

    Caretaker(
            DueConversations due,
            Standings standings,
            Lifetimes lifetimes,
            Conversations conversations,
            SessionLog log) {
        this.due = due;
        this.standings = standings;
        this.lifetimes = lifetimes;
        this.conversations = conversations;
        this.log = log;
    }

    void start(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(EVERY.toMillis(), t -> {
            if (running.compareAndSet(false, true)) {
                Thread.startVirtualThread(this::round);
            }
        });
    }

    private void round() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<ConversationId> claimed = due.claim(Instant.now());
            claimed.forEach(id -> threads.submit(() -> attend(id)));
        } catch (RuntimeException e) {
            LOG.debugf("caretaker waits cause=%s", e.getClass().getSimpleName());
        } finally {
            running.set(false);
        }
    }

    private void attend(ConversationId id) {
        try {
            Instant next = dealWith(id, Instant.now());
            if (next == null) {
                due.never(id);
            } else {
                due.later(id, next);
            }
        } catch (RuntimeException e) {
            LOG.debugf(
                    "caretaker tries again conversation=%s cause=%s",
                    id, e.getClass().getSimpleName());
            retry(id);
        }
    }

    /** Without Redis, the claim lapses by itself. */
    private void retry(ConversationId id) {
        try {
            due.later(id, Instant.now().plus(EVERY));
        } catch (RuntimeException e) {
            LOG.debugf("caretaker leaves it to the claim conversation=%s", id);
        }
    }

    /**
     * Does what is due, if anything is; answers when there may be something again, or null for never. Only a view that has all of
     * the log may say so in the end: the one that seemed to had perhaps not heard of the last message, or of an end.
     */
    private @Nullable Instant dealWith(ConversationId id, Instant now) {
        Instant next = dueAt(standings.of(id));
        if (next == null || now.isBefore(next)) {
            return next;
        }
        if (!standings.haveAllOf(id)) {
            return now.plus(EVERY);
        }
        Standing standing = standings.of(id);
        next = dueAt(standing);
        SessionRecord session = standing.session();
        if (session == null || next == null || now.isBefore(next)) {
            return next;
        }
        if (session.status() == SessionStatus.OPEN) {
            conversations.end(session, EndReason.IDLE);
            return now.plus(Limits.REMEMBERED);
        }
        log.forget(id);
        LOG.infof("conversation forgotten conversation=%s", id);
        return null;
    }

    private @Nullable Instant dueAt(Standing standing) {
        SessionRecord session = standing.session();
        if (session == null) {
            return null;
        }
        if (session.endedAt() == null) {
            return lifetimes.endsAt(session, standing.activeAt());
        }
        // An invite that could still be redeemed keeps its session: without it, the invite would look new.
        InviteRecord invite = standing.invite();
        Instant forgetAt = session.endedAt().plus(Limits.REMEMBERED);
        return invite != null && invite.expiresAt().isAfter(forgetAt) ? invite.expiresAt() : forgetAt;
    }
}
