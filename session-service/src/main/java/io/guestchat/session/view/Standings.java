package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.session.Await;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
    private final InvitesView invites;
    private final SessionsView sessions;
    private final LogEnds ends;

    Standings(RedisCommands redis, Partitions partitions, InvitesView invites, SessionsView sessions, LogEnds ends) {
        this.redis = redis;
        this.partitions = partitions;
        this.invites = invites;
        this.sessions = sessions;
        this.ends = ends;
    }

    /** Whether the view has every invite that the log holds by now: one that it does not know then does not exist. */
    public boolean haveAllInvitesOf(ConversationId id) {
        int partition = partitions.of(id.value());
        long last = Await.answer(ends.now(partition)).invites();
        Response applied = Await.answer(
                redis.send(Request.cmd(Command.GET).arg(invites.view().appliedKey(partition))));
        return applied != null && applied.toLong() >= last;
    }

    /** Where a conversation's invite stands now. */
    public Standing of(ConversationId id) {
        int partition = partitions.of(id.value());
        ViewKeys keys = new ViewKeys(partition);
        Response answer = ask(
                STANDING,
                List.of(
                        invites.view().liveKey(partition),
                        sessions.view().liveKey(partition),
                        keys.invite(id.invite()),
                        keys.session(id)));
        Response invite = answer.get(1);
        return Standing.of(
                invite == null ? null : TopicCodec.read(invite.toBytes(), InviteRecord.class),
                SessionFields.read(id, answer.get(2)),
                Instant.now());
    }

    /** The session with this id, or null if there is none such (any more). */
    public @Nullable SessionRecord session(SessionId id) {
        int partition = SessionIds.partition(id, partitions);
        Response conversation = ask(
                        CONVERSATION,
                        List.of(
                                invites.view().liveKey(partition),
                                sessions.view().liveKey(partition),
                                new ViewKeys(partition).conversationOf(id)))
                .get(1);
        return conversation == null
                ? null
                : of(ConversationId.parse(conversation.toString())).session();
    }

    private Response ask(LuaScript script, List<String> keys) {
        Response answer = Await.answer(redis.eval(script, keys, List.of()));
        if (answer.get(0).toInteger() == 0) {
            throw Await.unavailable();
        }
        return answer;
    }
}
