package io.guestchat.session.push;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.session.PushConfig;
import io.guestchat.session.measure.Measures;
import io.guestchat.session.push.PushAnswer.Gone;
import io.guestchat.session.push.PushAnswer.Later;
import io.guestchat.session.push.PushAnswer.Refused;
import io.guestchat.session.push.PushAnswer.Taken;
import io.guestchat.session.push.Subscription.Occasion;
import io.guestchat.session.vapid.Vapid;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Pushes what is due in this node's partitions. Nobody waits for it; what fails here stays due. */
@ApplicationScoped
class Pushing {
    private static final Logger LOG = Logger.getLogger(Pushing.class);
    private static final long LOOK_MS = 1_000;
    /** Under way at one time, so that push services that are slow are not waited for by the rest. */
    private static final int AT_ONCE = 256;

    private final Subscriptions subscriptions;
    private final PushServices services;
    private final PushLog log;
    private final Vapid vapid;
    private final Measures measures;
    private final Vertx vertx;
    private final boolean anywhere;
    private final Duration ttl;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closed;

    Pushing(
            Subscriptions subscriptions,
            PushServices services,
            PushLog log,
            Vapid vapid,
            Measures measures,
            Vertx vertx,
            PushConfig config) {
        this.subscriptions = subscriptions;
        this.services = services;
        this.log = log;
        this.vapid = vapid;
        this.measures = measures;
        this.vertx = vertx;
        this.anywhere = config.privateEndpoints();
        this.ttl = config.ttl();
    }

    void started(@Observes StartupEvent event) {
        look();
    }

    @PreDestroy
    void close() {
        closed = true;
    }

    private void look() {
        int room = AT_ONCE - underWay.get();
        Future<List<ConversationId>> claimed =
                room > 0 ? subscriptions.claim(Instant.now(), room) : Future.succeededFuture(List.of());
        claimed.onSuccess(ids -> ids.forEach(this::begin)).onComplete(done -> {
            if (!closed) {
                vertx.setTimer(LOOK_MS, t -> look());
            }
        });
    }

    private void begin(ConversationId id) {
        underWay.incrementAndGet();
        subscriptions.of(id).compose(found -> push(id, found)).onComplete(done -> {
            underWay.decrementAndGet();
            if (done.failed()) {
                LOG.debugf(
                        "push stays due conversation=%s cause=%s",
                        id, done.cause().getClass().getSimpleName());
            }
        });
    }

    private Future<Void> push(ConversationId id, Optional<Subscription> found) {
        Occasion occasion = found.map(Subscription::occasion).orElse(null);
        if (found.isEmpty() || occasion == null) {
            return subscriptions.never(id);
        }
        Instant now = Instant.now();
        Duration left = Duration.between(now, occasion.since().plus(ttl));
        if (Tries.over(occasion, now) || !left.isPositive()) {
            measures.push("late");
            return subscriptions.done(id, occasion);
        }
        return ask(found.get(), left, now).compose(answer -> {
            measures.push(answer.outcome());
            return settle(found.get(), occasion, answer);
        });
    }

    private Future<PushAnswer> ask(Subscription subscription, Duration keepFor, Instant now) {
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse(subscription.endpoint(), anywhere);
        } catch (InvalidValue e) {
            return Future.succeededFuture(new Refused(0));
        }
        return vapid.authorization(endpoint.uri(), subscription.key(), now)
                .map(authorization -> services.push(endpoint, authorization, keepFor))
                .orElseGet(() -> Future.succeededFuture(new Refused(0)));
    }

    private Future<Void> settle(Subscription subscription, Occasion occasion, PushAnswer answer) {
        ConversationId id = subscription.conversation();
        return switch (answer) {
            case Taken() -> subscriptions.done(id, occasion);
            case Gone() -> subscriptions.of(id).compose(now -> forget(subscription, occasion, now));
            case Later(Duration after) -> subscriptions.again(id, occasion, Tries.next(occasion, after, Instant.now()));
            case Refused(int status) -> {
                LOG.warnf("push refused conversation=%s status=%d", id, status);
                yield subscriptions.done(id, occasion);
            }
        };
    }

    /** Of a browser that has subscribed anew meanwhile, the new subscription is pushed instead. */
    private Future<Void> forget(Subscription gone, Occasion occasion, Optional<Subscription> now) {
        if (now.isPresent() && !now.get().endpoint().equals(gone.endpoint())) {
            return subscriptions.again(gone.conversation(), occasion, Instant.now());
        }
        measures.pushSubscription("gone");
        return log.forget(gone.conversation());
    }
}
