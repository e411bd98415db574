package io.guestchat.invite.view;

import io.guestchat.invite.life.Invite;
import io.guestchat.invite.life.Invites;
import io.guestchat.invite.listing.Catalogue;
import io.guestchat.invite.listing.Position;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the view. Beside everything it reads it asks, after it, whether the views of that partition are whole: what is missing
 * from a view that is being rebuilt is not known to be missing.
 */
@ApplicationScoped
class RedisInvites implements Invites, Catalogue {
    private final RedisCommands redis;
    private final Partitions partitions;
    private final Wholeness wholeness;

    RedisInvites(RedisCommands redis, Partitions partitions, Wholeness wholeness) {
        this.redis = redis;
        this.partitions = partitions;
        this.wholeness = wholeness;
    }

    @Override
    public @Nullable Invite find(InviteId id) {
        List<Invite> found = findAll(List.of(id));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<Invite> findAll(List<InviteId> ids) {
        List<Request> requests = new ArrayList<>();
        for (InviteId id : ids) {
            int partition = partitions.of(id.value());
            requests.add(Request.cmd(Command.HGET)
                    .arg(ViewKeys.invite(partition, id))
                    .arg("v"));
            requests.add(Request.cmd(Command.EXISTS).arg(ViewKeys.session(partition, id)));
            requests.add(wholeness.question(partition));
        }
        List<Response> answers = Waiting.on(redis.batch(requests));
        List<Invite> invites = new ArrayList<>();
        for (int i = 0; i < answers.size(); i += 3) {
            wholeness.require(answers.get(i + 2));
            @Nullable Response value = answers.get(i);
            if (value != null) {
                InviteRecord record = TopicCodec.read(value.toBytes(), InviteRecord.class);
                invites.add(new Invite(record, answers.get(i + 1).toInteger() == 1));
            }
        }
        return invites;
    }

    @Override
    public List<Position> newest(TenantId tenant, @Nullable MemberId member, @Nullable Position before, int count) {
        List<Request> requests = new ArrayList<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            requests.add(Request.cmd(Command.ZRANGE)
                    .arg(ViewKeys.places(partition, tenant, member))
                    .arg(before == null ? "+" : "(" + before.sortKey())
                    .arg("-")
                    .arg("BYLEX")
                    .arg("REV")
                    .arg("LIMIT")
                    .arg(0)
                    .arg(count));
            requests.add(wholeness.question(partition));
        }
        List<Response> answers = Waiting.on(redis.batch(requests));
        List<Position> places = new ArrayList<>();
        for (int i = 0; i < answers.size(); i += 2) {
            wholeness.require(answers.get(i + 1));
            answers.get(i).forEach(place -> places.add(new Position(place.toString())));
        }
        places.sort(Comparator.reverseOrder());
        return places.subList(0, Math.min(count, places.size()));
    }
}
