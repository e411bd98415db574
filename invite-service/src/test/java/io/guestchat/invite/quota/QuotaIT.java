package io.guestchat.invite.quota;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.invite.view.Waiting;
import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Race;
import io.guestchat.invite.world.Samples;
import io.guestchat.invite.world.Tenant;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.limit.Limits;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QuotaIT extends InviteService {
    @Inject
    RedisCommands redis;

    private final String member = Samples.memberId();

    @Test
    void isExactAmongConcurrentCreations() {
        // Given
        create(Limits.ACTIVE_INVITES_PER_MEMBER - 5);

        // When
        List<Integer> statuses = Race.of(16, i -> create(ACME)).stream()
                .map(Response::statusCode)
                .toList();

        // Then
        assertEquals(5, statuses.stream().filter(s -> s == 201).count());
        assertEquals(11, statuses.stream().filter(s -> s == 429).count());
    }

    @Test
    void refusesAndSaysWhenToTryAgain() {
        // Given
        create(Limits.ACTIVE_INVITES_PER_MEMBER);

        // When
        Response refused = create(ACME);

        // Then
        refused.then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:quota-exceeded"));
        create(GLOBEX).then().statusCode(201);
    }

    @Test
    void countsOnlyWhatIsActive() {
        // Given
        List<String> ids = create(Limits.ACTIVE_INVITES_PER_MEMBER);
        create(ACME).then().statusCode(429);

        // When
        ACME.delete(ids.get(0)).then().statusCode(204);
        Log.write(Samples.session(ids.get(1), ACME, member));

        // Then
        create(ACME).then().statusCode(201);
        Eventually.holds(() -> create(ACME).then().statusCode(201));
        create(ACME).then().statusCode(429);
    }

    @Test
    void aCountThatLookedEarlierTakesNobodysPlaceAway() {
        // Given an invite that became active while two counts looked
        String places = "invite:{m:acme:" + member + "}:places";
        String invite = Samples.inviteId();
        count(places, invite, Instant.now().plusSeconds(60).toEpochMilli());

        // When the one that did not see it comes last
        count(places);

        // Then
        assertEquals(
                1,
                Waiting.on(redis.send(Request.cmd(Command.HEXISTS).arg(places).arg(invite)))
                        .toInteger());
    }

    @Test
    void survivesAWipedRedis() {
        // Given
        create(Limits.ACTIVE_INVITES_PER_MEMBER - 1);
        SuiteInfrastructure.flushAll();

        // When
        Eventually.holds(() -> create(ACME).then().statusCode(201));

        // Then
        create(ACME).then().statusCode(429);
    }

    private List<String> create(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> create(ACME).then().statusCode(201).extract().<String>path("inviteId"))
                .toList();
    }

    private Response create(Tenant tenant) {
        return tenant.put(Samples.inviteId(), Samples.body(member));
    }

    /** @param active id and expiry, in ms, of each invite that it saw */
    private void count(String places, Object... active) {
        List<Object> args = new ArrayList<>(List.of(Instant.now().toEpochMilli(), 30_000, 60_000, 0));
        args.addAll(List.of(active));
        Waiting.on(redis.eval(LuaScript.of(RedisAllowance.class, "count.lua"), List.of(places), args));
    }
}
