package io.guestchat.session.redemption;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.session.Await;
import io.guestchat.session.view.LogEnds;
import io.guestchat.session.view.SessionIds;
import io.guestchat.session.view.ViewKeys;
import io.guestchat.session.view.Views;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The compare-and-set in Redis by which one key gets the way to the log. */
@ApplicationScoped
class Reservations {
    /** Longer than an append can be under way. */
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final LuaScript RESERVE = LuaScript.of(Reservations.class, "reserve.lua");

    private final RedisCommands redis;
    private final Partitions partitions;
    private final Views views;
    private final LogEnds ends;

    Reservations(RedisCommands redis, Partitions partitions, Views views, LogEnds ends) {
        this.redis = redis;
        this.partitions = partitions;
        this.views = views;
        this.ends = ends;
    }

    /** Tries once, against all that the log holds by now. */
    Reservation reserve(ConversationId id, String jkt) {
        int partition = partitions.of(id.value());
        ViewKeys keys = new ViewKeys(partition);
        LogEnds.Ends needed = Await.answer(ends.now(partition));
        Response answer = Await.answer(redis.eval(
                RESERVE,
                List.of(
                        views.invitesApplied(partition),
                        views.sessionsApplied(partition),
                        keys.invite(id.invite()),
                        keys.session(id),
                        keys.reservation(id)),
                List.of(
                        needed.invites(),
                        needed.sessions(),
                        Instant.now().toEpochMilli(),
                        SessionIds.draw(id, partitions).value(),
                        jkt,
                        LIFE.toMillis())));
        return switch (answer.get(0).toString()) {
            case "reserved" -> reserved(answer, false);
            case "resumed" -> reserved(answer, true);
            case "taken" -> new Reservation.Taken();
            case "behind" -> new Reservation.Behind();
            case "redeemed" -> new Reservation.Redeemed();
            case "expired" -> new Reservation.Expired();
            case "revoked" -> new Reservation.Revoked();
            case "unknown" -> new Reservation.Unknown();
            default -> throw new IllegalStateException("reserve.lua answered otherwise");
        };
    }

    private static Reservation reserved(Response answer, boolean resumed) {
        return new Reservation.Reserved(
                SessionId.parse(answer.get(1).toString()),
                Instant.ofEpochMilli(Long.parseLong(answer.get(2).toString())),
                resumed);
    }
}
