package io.guestchat.invite.view;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.guestchat.invite.world.Settled;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RebuildIT extends InviteService {
    private final String member = Samples.memberId();

    @Inject
    RedisCommands redis;

    @Inject
    Partitions partitions;

    @Inject
    InvitesView invites;

    @Test
    void comesBackWholeAndNeverForgetsMeanwhile() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(create());
        }
        ACME.delete(ids.get(0)).then().statusCode(204);
        Log.write(Samples.session(ids.get(1), ACME, member));
        Eventually.holds(() -> ACME.get(ids.get(1)).then().body("status", is("redeemed")));
        String before = list().asString();

        // When
        SuiteInfrastructure.flushAll();

        // Then
        Eventually.holds(() -> {
            for (String id : ids) {
                assertTrue(List.of(200, 503).contains(ACME.get(id).statusCode()));
            }
            list().then().statusCode(200);
        });
        assertEquals(withoutTokens(before), withoutTokens(list().asString()));
        ACME.get(ids.get(0)).then().body("status", is("revoked"));
        ACME.get(ids.get(1)).then().body("status", is("redeemed"));
        Settled.await(1);
    }

    /** As it is when Kafka was brought back from a backup, and Redis was not emptied. */
    @Test
    void aViewThatIsAheadOfTheLogTakesNoInviteThatWouldBeLost() {
        // Given
        String id = create();
        int partition = partitions.of(id);

        // When
        Waiting.on(redis.send(Request.cmd(Command.SET)
                .arg(invites.view().appliedKey(partition))
                .arg(1_000_000)));

        // Then
        Eventually.holds(() -> readiness()
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'views' }.data.'view-of-this-log'", is(false)));
        ACME.put(Samples.inviteIdIn(partition), Samples.body(member)).then().statusCode(503);
        SuiteInfrastructure.flushAll();
        Eventually.holds(() -> readiness()
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'views' }.data.'view-of-this-log'", is(true)));
        ACME.get(id).then().statusCode(200);
        Settled.await(1);
    }

    private static Response readiness() {
        return given().port(managementPort()).get("/q/health/ready");
    }

    private String create() {
        String id = Samples.inviteId();
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        return id;
    }

    private Response list() {
        return ACME.call().queryParam("memberId", member).get("/v1/invites");
    }

    /** Tokens are signed anew each time. */
    private static String withoutTokens(String page) {
        return page.replaceAll("\"token\":\"[^\"]*\"", "");
    }
}
