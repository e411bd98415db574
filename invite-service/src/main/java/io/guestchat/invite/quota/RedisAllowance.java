package io.guestchat.invite.quota;

import io.guestchat.invite.InviteConfig;
import io.guestchat.invite.life.Allowance;
import io.guestchat.invite.view.ActiveInvites;
import io.guestchat.invite.view.Waiting;
import io.guestchat.platform.limit.LimitsConfig;
import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.platform.view.ViewBehind;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Places in Redis, {@code invite:{m:<tenant>:<member>}:places}. */
@ApplicationScoped
class RedisAllowance implements Allowance {
    private static final LuaScript TAKE = LuaScript.of(RedisAllowance.class, "take.lua");
    private static final LuaScript COUNT = LuaScript.of(RedisAllowance.class, "count.lua");
    private static final long TAKEN = 0;
    private static final long UNCOUNTED = -1;
    private static final String COUNTED = "*";
    /** Longer than from taking a place until the view shows its invite, if ever. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration COUNT_HOLDS = Duration.ofHours(1);
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    private final RedisCommands redis;
    private final ActiveInvites active;
    private final InviteConfig config;
    private final Tenants tenants;
    private final LimitsConfig limits;
    private final InstantSource clock;

    RedisAllowance(
            RedisCommands redis,
            ActiveInvites active,
            InviteConfig config,
            Tenants tenants,
            LimitsConfig limits,
            InstantSource clock) {
        this.redis = redis;
        this.active = active;
        this.config = config;
        this.tenants = tenants;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public OptionalInt places(TenantId tenant) {
        return limits.enabled()
                ? OptionalInt.of(
                        tenants.settings(tenant).activeInvitesPerMember().orElse(config.activePerMember()))
                : OptionalInt.empty();
    }

    @Override
    public Place take(TenantId tenant, MemberId member, InviteId invite, Instant expiresAt) {
        OptionalInt places = places(tenant);
        if (places.isEmpty()) {
            return new Place.Unlimited();
        }
        Instant now = clock.instant();
        String key = key(tenant, member);
        List<?> wish = List.of(invite.value(), expiresAt.toEpochMilli(), now.toEpochMilli(), places.getAsInt());
        Response answer = Waiting.on(redis.eval(TAKE, List.of(key), wish));
        if (answer.get(0).toLong() != TAKEN) {
            count(key, tenant, member, now);
            answer = Waiting.on(redis.eval(TAKE, List.of(key), wish));
        }
        long first = answer.get(0).toLong();
        if (first == UNCOUNTED) {
            throw new ViewBehind(); // Redis lost the count that was just made, and what it was made of with it
        }
        return first == TAKEN ? new Place.Taken(answer.get(1).toInteger()) : new Place.Refused(retryAfter(now, first));
    }

    @Override
    public void giveBack(TenantId tenant, MemberId member, InviteId invite) {
        redis.send(Request.cmd(Command.HDEL).arg(key(tenant, member)).arg(invite.value()));
    }

    /**
     * Known invites are looked up before the active ones are: an invite that becomes active in between is then active, and
     * one that the view did not know keeps its place.
     */
    private void count(String key, TenantId tenant, MemberId member, Instant now) {
        Set<InviteId> over = new HashSet<>(active.known(holders(key)));
        Map<InviteId, Instant> current = active.of(tenant, member, now);
        over.removeAll(current.keySet());
        List<Object> args =
                new ArrayList<>(List.of(now.toEpochMilli(), GRACE.toMillis(), COUNT_HOLDS.toMillis(), over.size()));
        over.forEach(id -> args.add(id.value()));
        current.forEach((id, expiry) -> {
            args.add(id.value());
            args.add(expiry.toEpochMilli());
        });
        Waiting.on(redis.eval(COUNT, List.of(key), args));
    }

    private Set<InviteId> holders(String key) {
        Set<InviteId> holders = new HashSet<>();
        for (Response field : Waiting.on(redis.send(Request.cmd(Command.HKEYS).arg(key)))) {
            if (!COUNTED.equals(field.toString())) {
                holders.add(new InviteId(field.toString()));
            }
        }
        return holders;
    }

    private static Duration retryAfter(Instant now, long firstFreeMs) {
        Duration wait = Duration.between(now, Instant.ofEpochMilli(firstFreeMs));
        if (wait.compareTo(MAX_RETRY_AFTER) > 0) {
            return MAX_RETRY_AFTER;
        }
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }

    private static String key(TenantId tenant, MemberId member) {
        return "invite:{m:" + tenant + ":" + member + "}:places";
    }
}
