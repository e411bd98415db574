package io.guestchat.relay.conversation;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.relay.envelope.SideState;
import io.guestchat.relay.envelope.Standing;
import io.guestchat.relay.log.CaughtUpView;
import io.guestchat.relay.log.Slot;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads conversations from the view. */
@ApplicationScoped
public class Conversations {
    private final RedisCommands redis;
    private final Partitions partitions;

    Conversations(RedisCommands redis, Partitions partitions) {
        this.redis = redis;
        this.partitions = partitions;
    }

    public Slot slot(ConversationId id) {
        return new Slot(partitions.of(id.value()));
    }

    /** Ids of a member's conversations, ended ones that are remembered among them. */
    public Future<List<ConversationId>> of(TenantId tenant, MemberId member) {
        return redis.batch(membersOf(tenant, member)).map(Conversations::ids);
    }

    /** Like {@link #of(TenantId, MemberId)}, all that the log had. */
    public Future<List<ConversationId>> of(CaughtUpView view, TenantId tenant, MemberId member) {
        return view.read(membersOf(tenant, member), partitions.all()).map(Conversations::ids);
    }

    private List<Request> membersOf(TenantId tenant, MemberId member) {
        String name = MemberChannel.name(tenant, member);
        List<Request> requests = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            requests.add(Request.cmd(Command.SMEMBERS).arg(new Slot(p).conversationsOf(name)));
        }
        return requests;
    }

    private static List<ConversationId> ids(List<Response> answers) {
        List<ConversationId> ids = new ArrayList<>();
        for (Response members : answers) {
            for (Response id : members) {
                ids.add(ConversationId.parse(id.toString()));
            }
        }
        return ids;
    }

    /** Where a conversation stands for one side; empty if the view does not have it. */
    public Future<Optional<ConversationState>> read(ConversationId id, Side side) {
        return readAll(List.of(id), side).map(all -> all.stream().findFirst());
    }

    /** Where these conversations stand for one side, without those that the view does not have. */
    public Future<List<ConversationState>> readAll(List<ConversationId> ids, Side side) {
        return ids.isEmpty()
                ? Future.succeededFuture(List.of())
                : redis.batch(requests(ids, side)).map(answers -> states(ids, side, answers));
    }

    /** Like {@link #readAll(List, Side)}, nothing below what the log had. */
    public Future<List<ConversationState>> readAll(CaughtUpView view, List<ConversationId> ids, Side side) {
        Set<Integer> asked = ids.stream().map(id -> slot(id).partition()).collect(Collectors.toSet());
        return ids.isEmpty()
                ? Future.succeededFuture(List.of())
                : view.read(requests(ids, side), asked).map(answers -> states(ids, side, answers));
    }

    private List<Request> requests(List<ConversationId> ids, Side side) {
        return ids.stream()
                .flatMap(id -> Stream.of(Request.cmd(Command.GET).arg(slot(id).standing(id)), request(id, side)))
                .toList();
    }

    private static List<ConversationState> states(List<ConversationId> ids, Side side, List<Response> answers) {
        List<ConversationState> states = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            ConversationState state =
                    state(ids.get(i), side, Standing.read(answers.get(2 * i)), answers.get(2 * i + 1));
            if (state != null) {
                states.add(state);
            }
        }
        return states;
    }

    /** A member's conversation that {@link #read} does not find any more. */
    public void forget(TenantId tenant, MemberId member, ConversationId id) {
        redis.send(Request.cmd(Command.SREM)
                .arg(slot(id).conversationsOf(MemberChannel.name(tenant, member)))
                .arg(id.value()));
    }

    /** The side has been told. */
    public void alerted(ConversationId id, Side side, AlertCode code) {
        redis.send(Request.cmd(Command.HSET)
                .arg(slot(id).conversation(id))
                .arg(toldField(side, code))
                .arg(System.currentTimeMillis()));
    }

    /** Whose a conversation is. */
    public record Whose(TenantId tenant, MemberId member) {}

    /** Whose a conversation is; empty if the view does not have it. */
    public Future<Optional<Whose>> whose(ConversationId id) {
        return redis.send(Request.cmd(Command.HMGET)
                        .arg(slot(id).conversation(id))
                        .arg("t")
                        .arg("u"))
                .map(found -> found.get(0) == null || found.get(1) == null
                        ? Optional.empty()
                        : Optional.of(new Whose(
                                TenantId.parse(found.get(0).toString()),
                                MemberId.parse(found.get(1).toString()))));
    }

    private Request request(ConversationId id, Side side) {
        Request request = Request.cmd(Command.HMGET)
                .arg(slot(id).conversation(id))
                .arg("r")
                .arg("i");
        for (AlertCode code : AlertCode.values()) {
            request.arg("A" + code.wire()).arg(toldField(side, code));
        }
        return request;
    }

    private static @Nullable ConversationState state(ConversationId id, Side of, Standing standing, Response f) {
        if (standing.status() == null) {
            return null;
        }
        List<AlertCode> alerts = new ArrayList<>(0);
        for (AlertCode code : AlertCode.values()) {
            int at = 2 + 2 * code.ordinal();
            if (number(f.get(at)) > number(f.get(at + 1))) {
                alerts.add(code);
            }
        }
        SideState side = standing.of(of);
        return new ConversationState(
                id,
                standing.status(),
                reason(f.get(0)),
                f.get(1) == null ? "" : f.get(1).toString(),
                standing.openedAt(),
                Math.max(Math.max(side.n(), side.base()), 0),
                side.delivered(),
                side.acknowledged(),
                side.last(),
                side.rested(),
                alerts);
    }

    private static @Nullable EndReason reason(@Nullable Response wire) {
        for (EndReason reason : EndReason.values()) {
            if (wire != null && reason.wire().equals(wire.toString())) {
                return reason;
            }
        }
        return null;
    }

    private static String toldField(Side side, AlertCode code) {
        return "T" + Slot.letter(side) + code.wire();
    }

    private static long number(@Nullable Response value) {
        return value == null ? 0 : value.toLong();
    }
}
