package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.session.Await;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads where invites and sessions stand. While a view is being rebuilt every question is answered with "unavailable": half a
 * view would call a used invite new.
 */
@ApplicationScoped
public class Standings {
    private static final LuaScript STANDING = LuaScript.of(Standings.class, "standing.lua");
    private static final LuaScript CONVERSATION = LuaScript.of(Standings.class, "conversation.lua");

    private final RedisCommands redis;
    private final Partitions partitions;
    private final Views views;
    private final LogEnds ends;

    Standings(RedisCommands redis, Partitions partitions, Views views, LogEnds ends) {
        this.redis = redis;
        this.partitions = partitions;
        this.views = views;
        this.ends = ends;
    }

    /** Whether the view has every invite that the log holds by now: one that it does not know then does not exist. */
    public boolean haveAllInvitesOf(ConversationId id) {
        int partition = partitions.of(id.value());
        long last = Await.answer(ends.now(partition)).invites();
        return applied(views.invitesApplied(partition)) >= last;
    }

    /** Whether the view has every session and activity that the log holds by now: what it calls open, or idle, then is. */
    public boolean haveAllOf(ConversationId id) {
        int partition = partitions.of(id.value());
        long session = Await.answer(ends.now(partition)).sessions();
        long activity = Await.answer(ends.activity(partition));
        return applied(views.sessionsApplied(partition)) >= session
                && applied(views.activityApplied(partition)) >= activity;
    }

    private long applied(String key) {
        Response applied = Await.answer(redis.send(Request.cmd(Command.GET).arg(key)));
        return applied == null ? Long.MIN_VALUE : applied.toLong();
    }

    /** Where a conversation's invite stands now. */
    public Standing of(ConversationId id) {
        int partition = partitions.of(id.value());
        ViewKeys keys = new ViewKeys(partition);
        Response answer = ask(STANDING, partition, keys.invite(id.invite()), keys.session(id), keys.activity(id));
        Response invite = answer.get(1);
        Response active = answer.get(3);
        return Standing.of(
                invite == null ? null : TopicCodec.read(invite.toBytes(), InviteRecord.class),
                SessionFields.read(id, answer.get(2)),
                active == null ? null : Instant.ofEpochMilli(active.toLong()),
                Instant.now());
    }

    /** Where the conversation of the session with this id stands, or null if there is none such (any more). */
    public @Nullable Standing of(SessionId id) {
        int partition = SessionIds.partition(id, partitions);
        Response conversation = ask(CONVERSATION, partition, new ViewKeys(partition).conversationOf(id))
                .get(1);
        return conversation == null ? null : of(ConversationId.parse(conversation.toString()));
    }

    private Response ask(LuaScript script, int partition, String... keys) {
        List<String> all = new ArrayList<>(views.live(partition));
        all.addAll(List.of(keys));
        Response answer = Await.answer(redis.eval(script, all, List.of()));
        if (answer.get(0).toInteger() == 0) {
            throw Await.unavailable();
        }
        return answer;
    }
}
