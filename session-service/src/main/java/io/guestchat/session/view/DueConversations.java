package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.session.Await;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The conversations whose time may have come, each with the earliest moment at which it can. Messages do not move it: whoever
 * attends to a conversation and finds that it is not its time yet says when to look again.
 */
@ApplicationScoped
public class DueConversations {
    private static final LuaScript CLAIM = LuaScript.of(DueConversations.class, "claim.lua");
    /** What was claimed and not done after this time is due again: longer than an append can be under way. */
    private static final Duration CLAIM_HOLDS = Duration.ofSeconds(30);

    private static final int AT_ONCE = 100;

    private final RedisCommands redis;
    private final Partitions partitions;
    private final SessionsView sessions;
    private final Views views;

    DueConversations(RedisCommands redis, Partitions partitions, SessionsView sessions, Views views) {
        this.redis = redis;
        this.partitions = partitions;
        this.sessions = sessions;
        this.views = views;
    }

    /** Takes what is due in the partitions that this node applies; another node does not get the same for a while. */
    public List<ConversationId> claim(Instant now) {
        List<Future<Response>> asked =
                sessions.view().owned().stream().map(p -> claim(p, now)).toList();
        List<ConversationId> claimed = new ArrayList<>();
        for (Future<Response> each : asked) {
            for (Response id : Await.answer(each)) {
                claimed.add(ConversationId.parse(id.toString()));
            }
        }
        return claimed;
    }

    private Future<Response> claim(int partition, Instant now) {
        List<String> keys = new ArrayList<>(List.of(new ViewKeys(partition).due()));
        keys.addAll(views.live(partition));
        return redis.eval(
                CLAIM, keys, List.of(now.toEpochMilli(), now.plus(CLAIM_HOLDS).toEpochMilli(), AT_ONCE));
    }

    /** It is to be looked at again at that time. */
    public void later(ConversationId id, Instant at) {
        Await.answer(redis.send(Request.cmd(Command.ZADD)
                .arg(keys(id).due())
                .arg("XX")
                .arg(at.toEpochMilli())
                .arg(id.value())));
    }

    /** There is nothing to look at any more. */
    public void never(ConversationId id) {
        Await.answer(redis.send(Request.cmd(Command.ZREM).arg(keys(id).due()).arg(id.value())));
    }

    private ViewKeys keys(ConversationId id) {
        return new ViewKeys(partitions.of(id.value()));
    }
}
