package io.guestchat.invite.view;

import io.guestchat.invite.life.Found;
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
    public Found find(InviteId id) {
        return findEach(List.of(id)).getFirst();
    }

    @Override
    public List<Invite> findAll(List<InviteId> ids) {
        List<Invite> invites = new ArrayList<>();
        for (Found found : findEach(ids)) {
            if (found instanceof Found.Known(Invite invite)) {
                invites.add(invite);
            }
        }
        return invites;
    }

    private List<Found> findEach(List<InviteId> ids) {
        List<Request> requests = new ArrayList<>();
        for (InviteId id : ids) {
            int partition = partitions.of(id.value());
            requests.add(Request.cmd(Command.HGET)
                    .arg(ViewKeys.invite(partition, id))
                    .arg("v"));
            requests.add(Request.cmd(Command.GET).arg(ViewKeys.session(partition, id)));
            requests.add(wholeness.question(partition));
        }
        List<Response> answers = Waiting.on(redis.batch(requests));
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < answers.size(); i += 3) {
            wholeness.require(answers.get(i + 2));
            found.add(found(answers.get(i), answers.get(i + 1)));
        }
        return found;
    }

    private static Found found(@Nullable Response record, @Nullable Response session) {
        if (record != null) {
            return new Found.Known(new Invite(TopicCodec.read(record.toBytes(), InviteRecord.class), session != null));
        }
        if (session != null) {
            String[] endAndTenant = session.toString().split(" ", 2);
            return new Found.Forgotten(new TenantId(endAndTenant[1]));
        }
        return new Found.Nothing();
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
