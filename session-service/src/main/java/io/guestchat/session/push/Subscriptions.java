package io.guestchat.session.push;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.platform.view.ViewBehind;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.session.push.Subscription.Occasion;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subscriptions in Redis, and which of them are to be pushed. */
@ApplicationScoped
class Subscriptions {
    private static final LuaScript WAIT = LuaScript.of(Subscriptions.class, "wait.lua");
    private static final LuaScript CLAIM = LuaScript.of(Subscriptions.class, "claim.lua");
    private static final LuaScript DONE = LuaScript.of(Subscriptions.class, "done.lua");
    /** What was claimed and not done after this time is due again: longer than a push can be under way. */
    private static final Duration CLAIM_HOLDS = Duration.ofMinutes(2);

    private final RedisCommands redis;
    private final Partitions partitions;
    private final PushView view;

    Subscriptions(RedisCommands redis, Partitions partitions, PushView view) {
        this.redis = redis;
        this.partitions = partitions;
        this.view = view;
    }

    /** Empty if there is none. Fails while the view is not whole: then it cannot say so. */
    Future<Optional<Subscription>> of(ConversationId id) {
        PushKeys keys = keys(id);
        Request fields = Request.cmd(Command.HMGET).arg(keys.subscription(id));
        List.of("endpoint", "key", "event", "since", "tries").forEach(fields::arg);
        Request whole = Request.cmd(Command.EXISTS).arg(view.view().liveKey(keys.partition()));
        return redis.batch(List.of(whole, fields))
                .compose(answers -> answers.get(0).toInteger() == 1
                        ? Future.succeededFuture(subscription(id, answers.get(1)))
                        : Future.failedFuture(new ViewBehind()));
    }

    private static Optional<Subscription> subscription(ConversationId id, Response f) {
        return f.get(0) == null
                ? Optional.empty()
                : Optional.of(new Subscription(
                        id, f.get(0).toString(), f.get(1).toString(), occasion(f.get(2), f.get(3), f.get(4))));
    }

    private static @Nullable Occasion occasion(
            @Nullable Response event, @Nullable Response since, @Nullable Response tries) {
        return event == null || since == null || tries == null
                ? null
                : new Occasion(event.toString(), Instant.ofEpochMilli(since.toLong()), tries.toInteger());
    }

    /** Something waits for the guest of this conversation. Fails while the view is not whole: it cannot say who is to be pushed. */
    Future<Void> waits(GuestEvent event, Instant now) {
        ConversationId id = event.invite().conversation();
        PushKeys keys = keys(id);
        return redis.eval(
                        WAIT,
                        List.of(view.view().liveKey(keys.partition()), keys.subscription(id), keys.due()),
                        List.of(id.value(), event.id(), event.time().toEpochMilli(), now.toEpochMilli()))
                .compose(answer ->
                        answer.toInteger() < 0 ? Future.failedFuture(new ViewBehind()) : Future.succeededFuture());
    }

    /**
     * Takes what is due in the partitions that this node applies; another node does not get the same for a while.
     *
     * @param room how many at most, but for one from each partition
     */
    Future<List<ConversationId>> claim(Instant now, int room) {
        Set<Integer> owned = view.view().owned();
        int most = Math.max(1, room / Math.max(1, owned.size()));
        List<Future<Response>> asked = owned.stream()
                .map(partition -> redis.eval(
                        CLAIM,
                        List.of(new PushKeys(partition).due()),
                        List.of(now.toEpochMilli(), now.plus(CLAIM_HOLDS).toEpochMilli(), most)))
                .toList();
        // What one node of Redis has given is not to wait for another that is away.
        return Future.join(asked).transform(done -> {
            List<ConversationId> claimed = new ArrayList<>();
            asked.stream().filter(Future::succeeded).forEach(each -> each.result()
                    .forEach(id -> claimed.add(ConversationId.parse(id.toString()))));
            return Future.succeededFuture(claimed);
        });
    }

    /** The occasion has passed, unless another has come since. */
    Future<Void> done(ConversationId id, Occasion occasion) {
        return settle(id, occasion, "");
    }

    /** The occasion is to be pushed again at that time, unless another has come since. */
    Future<Void> again(ConversationId id, Occasion occasion, Instant at) {
        return settle(id, occasion, Long.toString(at.toEpochMilli()));
    }

    /** There is nothing to push. */
    Future<Void> never(ConversationId id) {
        return redis.send(Request.cmd(Command.ZREM).arg(keys(id).due()).arg(id.value()))
                .mapEmpty();
    }

    private Future<Void> settle(ConversationId id, Occasion occasion, String again) {
        PushKeys keys = keys(id);
        return redis.eval(
                        DONE, List.of(keys.subscription(id), keys.due()), List.of(id.value(), occasion.event(), again))
                .mapEmpty();
    }

    private PushKeys keys(ConversationId id) {
        return new PushKeys(partitions.of(id.value()));
    }
}
