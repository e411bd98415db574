package io.guestchat.invite.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.InviteId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The invites whose time has come. */
@ApplicationScoped
public class DueInvites {
    private static final LuaScript CLAIM = LuaScript.of(DueInvites.class, "claim.lua");
    /** What was claimed and not done after this time is due again. */
    private static final Duration CLAIM_HOLDS = Duration.ofSeconds(30);

    private static final int AT_ONCE = 200;

    private final RedisCommands redis;
    private final Partitions partitions;
    private final InvitesView invites;
    private final SessionsView sessions;

    DueInvites(RedisCommands redis, Partitions partitions, InvitesView invites, SessionsView sessions) {
        this.redis = redis;
        this.partitions = partitions;
        this.invites = invites;
        this.sessions = sessions;
    }

    /** What an invite is due for. */
    public sealed interface Due {
        InviteId id();

        /** The log has to hear this record of it again: a later one was overruled. */
        record Repeat(InviteId id, String record) implements Due {}

        /** It was never redeemed, and its time is up. */
        record Expire(InviteId id, String record) implements Due {}

        /** It has been over for as long as such are remembered. */
        record Forget(InviteId id) implements Due {}
    }

    /** The partitions in which anything is due. */
    public List<Integer> partitions(Instant now) {
        List<Request> requests = new ArrayList<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            requests.add(Request.cmd(Command.ZCOUNT)
                    .arg(ViewKeys.due(partition))
                    .arg("-inf")
                    .arg(now.toEpochMilli()));
        }
        List<Response> counts = Waiting.on(redis.batch(requests));
        return IntStream.range(0, counts.size())
                .filter(partition -> counts.get(partition).toInteger() > 0)
                .boxed()
                .toList();
    }

    /** Takes what is due in a partition, and not taken by another node a moment ago; nothing while its views are not whole. */
    public List<Due> claim(int partition, Instant now) {
        Response claimed = Waiting.on(redis.eval(
                CLAIM,
                List.of(
                        ViewKeys.due(partition),
                        invites.view().liveKey(partition),
                        sessions.view().liveKey(partition)),
                List.of(
                        ViewKeys.prefix(partition),
                        now.toEpochMilli(),
                        now.plus(CLAIM_HOLDS).toEpochMilli(),
                        AT_ONCE)));
        List<Due> due = new ArrayList<>();
        for (int i = 0; i < claimed.size(); i += 3) {
            InviteId id = new InviteId(claimed.get(i + 1).toString());
            String record = claimed.get(i + 2).toString();
            due.add(
                    switch (claimed.get(i).toString()) {
                        case "repeat" -> new Due.Repeat(id, record);
                        case "expire" -> new Due.Expire(id, record);
                        case "forget" -> new Due.Forget(id);
                        default -> throw new IllegalStateException("claim.lua and this class disagree");
                    });
        }
        return due;
    }
}
