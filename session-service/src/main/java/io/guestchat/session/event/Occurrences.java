package io.guestchat.session.event;

import io.guestchat.platform.event.Events;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.telemetry.trace.Traces;
import io.guestchat.platform.view.LogUnavailable;
import io.guestchat.protocol.event.EventData;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.session.Await;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Tells providers of what leaves no record in the log, once in a while for all nodes together. */
@ApplicationScoped
public class Occurrences {
    private static final Logger LOG = Logger.getLogger(Occurrences.class);
    /** Whoever tries again and again is told of once a minute, per invite and reason. */
    private static final Duration REFUSALS_AS_ONE = Duration.ofMinutes(1);

    private static final Duration REQUESTS_AS_ONE = Duration.ofDays(1);

    private final RedisCommands redis;
    private final Events events;
    private final Traces traces;

    Occurrences(RedisCommands redis, Events events, Traces traces) {
        this.redis = redis;
        this.events = events;
        this.traces = traces;
    }

    /** A redemption with the right claim was refused. Nobody waits for it, and it may be lost. */
    public void refused(InviteRecord invite, EventData.Refusal reason) {
        String what = "refused-" + reason.name().toLowerCase(Locale.ROOT);
        first(invite, what, REFUSALS_AS_ONE)
                .compose(traces.here(first -> first
                        ? publish(invite, new EventData.RedemptionRefused(invite.memberId(), reason))
                        : Future.succeededFuture()))
                .onFailure(e -> LOG.debugf("refusal not told invite=%s", invite.inviteId()));
    }

    /**
     * A page asks for a new link. Told before this returns, unless it was told today.
     *
     * @throws RuntimeException if it cannot be told now; the next request tries again
     */
    public void linkRequested(InviteRecord invite) {
        if (!Await.answer(first(invite, "link-requested", REQUESTS_AS_ONE))) {
            return;
        }
        try {
            Await.answer(publish(invite, new EventData.LinkRequested(invite.memberId())));
        } catch (RuntimeException e) {
            redis.send(Request.cmd(Command.DEL).arg(key(invite, "link-requested")));
            throw e;
        }
    }

    private Future<Boolean> first(InviteRecord invite, String what, Duration asOne) {
        return redis.send(Request.cmd(Command.SET)
                        .arg(key(invite, what))
                        .arg("1")
                        .arg("NX")
                        .arg("PX")
                        .arg(asOne.toMillis()))
                .map(set -> set != null);
    }

    private Future<Void> publish(InviteRecord invite, EventData data) {
        GuestEvent event = GuestEvent.of(invite.inviteId(), invite.tenantId(), Instant.now(), data);
        return Future.fromCompletionStage(
                events.publish(event).onFailure().transform(LogUnavailable::new).subscribeAsCompletionStage());
    }

    private static String key(InviteRecord invite, String what) {
        return "session:told:" + invite.inviteId() + ":" + what;
    }
}
