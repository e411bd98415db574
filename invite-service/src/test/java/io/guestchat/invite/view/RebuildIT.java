package io.guestchat.invite.view;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RebuildIT extends InviteService {
    private final String member = Samples.memberId();

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
    }

    @Test
    void refusesChangesAndReadsOnWithoutKafka() {
        // Given
        String id = create();
        SuiteInfrastructure.stopKafka();
        try {
            // When
            Response change = ACME.put(Samples.inviteId(), Samples.body(member));
            Response revocation = ACME.delete(id);

            // Then
            requireUnavailable(change);
            requireUnavailable(revocation);
            ACME.get(id).then().statusCode(200).body("status", is("active"));
            list().then().statusCode(200);
        } finally {
            SuiteInfrastructure.startKafka();
        }
        Eventually.holds(() -> ACME.delete(id).then().statusCode(204));
        Eventually.holds(() -> ACME.get(id).then().body("status", is("revoked")));
    }

    @Test
    void isUnavailableWithoutRedisAndComesBack() {
        // Given
        String id = create();
        SuiteInfrastructure.stopRedis();
        try {
            // When
            Response reading = ACME.get(id);

            // Then
            requireUnavailable(reading);
            requireUnavailable(ACME.put(Samples.inviteId(), Samples.body(member)));
            readiness().then().statusCode(503);
        } finally {
            SuiteInfrastructure.startRedis();
        }
        Eventually.holds(() -> {
            Response reading = ACME.get(id);
            assertTrue(List.of(200, 503).contains(reading.statusCode()));
            reading.then().statusCode(200);
        });
        Eventually.holds(() -> readiness().then().statusCode(200));
    }

    private static void requireUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:unavailable"));
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
