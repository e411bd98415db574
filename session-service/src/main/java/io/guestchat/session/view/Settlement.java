package io.guestchat.session.view;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.session.Await;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Makes the log's last word about a conversation what the view says: for every conversation marked unsettled, the joined session
 * is appended again. The mark goes when that record is applied, so a crash in between only means once more.
 */
@ApplicationScoped
public class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    /** A revoked invite's conversation must be known to have ended within 2 s; this is the first part of the way. */
    private static final long EVERY_MS = 250;

    private final RedisCommands redis;
    private final SessionsView sessions;
    private final Standings standings;
    private final SessionLog log;
    private final AtomicBoolean running = new AtomicBoolean();

    Settlement(RedisCommands redis, SessionsView sessions, Standings standings, SessionLog log) {
        this.redis = redis;
        this.sessions = sessions;
        this.standings = standings;
        this.log = log;
    }

    void start(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(EVERY_MS, t -> {
            if (running.compareAndSet(false, true)) {
                Thread.startVirtualThread(this::settleAll);
            }
        });
    }

    private void settleAll() {
        try {
            List<ViewKeys> owned =
                    sessions.view().owned().stream().map(ViewKeys::new).toList();
            if (!owned.isEmpty()) {
                settle(owned);
            }
        } catch (RuntimeException e) {
            LOG.debugf(e, "settling tries again");
        } finally {
            running.set(false);
        }
    }

    private void settle(List<ViewKeys> owned) {
        List<Response> unsettled = Await.answer(redis.batch(owned.stream()
                .map(keys -> Request.cmd(Command.SMEMBERS).arg(keys.unsettled()))
                .toList()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < owned.size(); i++) {
                ViewKeys keys = owned.get(i);
                for (Response member : unsettled.get(i)) {
                    threads.submit(() -> settle(keys, ConversationId.parse(member.toString())));
                }
            }
        }
    }

    /** While the view lags, what would settle it may be under way already. What fails stays unsettled, for the next round. */
    private void settle(ViewKeys keys, ConversationId id) {
        if (!standings.haveAllOf(id)) {
            return;
        }
        SessionRecord session = standings.of(id).session();
        if (session == null) {
            Await.answer(
                    redis.send(Request.cmd(Command.SREM).arg(keys.unsettled()).arg(id.value())));
        } else {
            log.append(session);
            LOG.infof("settled conversation=%s status=%s", id, session.status());
        }
    }
}
