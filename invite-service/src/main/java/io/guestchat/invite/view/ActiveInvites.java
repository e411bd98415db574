package io.guestchat.invite.view;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of a member's invites are active, asked of every partition. */
@ApplicationScoped
public class ActiveInvites {
    private final RedisCommands redis;
    private final Partitions partitions;
    private final Wholeness wholeness;

    ActiveInvites(RedisCommands redis, Partitions partitions, Wholeness wholeness) {
        this.redis = redis;
        this.partitions = partitions;
        this.wholeness = wholeness;
    }

    /** The member's active invites with their expiry. */
    public Map<InviteId, Instant> of(TenantId tenant, MemberId member, Instant now) {
        List<Request> requests = new ArrayList<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            requests.add(Request.cmd(Command.ZRANGE)
                    .arg(ViewKeys.active(partition, tenant, member))
                    .arg("(" + now.toEpochMilli())
                    .arg("+inf")
                    .arg("BYSCORE")
                    .arg("WITHSCORES"));
            requests.add(wholeness.question(partition));
        }
        List<Response> answers = Waiting.on(redis.batch(requests));
        Map<InviteId, Instant> active = new HashMap<>();
        for (int i = 0; i < answers.size(); i += 2) {
            wholeness.require(answers.get(i + 1));
            for (Response found : answers.get(i)) {
                active.put(
                        new InviteId(found.get(0).toString()),
                        Instant.ofEpochMilli(found.get(1).toDouble().longValue()));
            }
        }
        return active;
    }

    /** Those that the view knows, in whatever state. */
    public Set<InviteId> known(Set<InviteId> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        List<InviteId> asked = List.copyOf(ids);
        List<Response> answers = Waiting.on(redis.batch(asked.stream()
                .map(id -> Request.cmd(Command.EXISTS).arg(ViewKeys.invite(partitions.of(id.value()), id)))
                .toList()));
        Set<InviteId> known = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).toInteger() == 1) {
                known.add(asked.get(i));
            }
        }
        return known;
    }
}
