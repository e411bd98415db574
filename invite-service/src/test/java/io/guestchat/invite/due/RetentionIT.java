package io.guestchat.invite.due;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static io.guestchat.invite.world.Tenant.INITECH;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.invite.life.Closing;
import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.guestchat.invite.world.Settled;
import io.guestchat.invite.world.Tenant;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** For how long an invite that is over is remembered: here, for 1 s. */
@QuarkusTest
class RetentionIT extends InviteService {
    private final String id = Samples.inviteId();
    private final String member = Samples.memberId();

    @Test
    void forgetsWhatExpired() {
        // When
        Log.write(Samples.record(id, INITECH, member, Duration.ofMinutes(59)));

        // Then
        Eventually.holds(() -> assertTrue(Log.isForgotten(id)));
        Eventually.holds(() -> INITECH.get(id).then().statusCode(404));
        INITECH.delete(id).then().statusCode(404);
        INITECH.call().queryParam("memberId", member).get("/v1/invites").then().body("invites", empty());
        INITECH.put(id, Samples.body(member)).then().statusCode(201);
    }

    @Test
    void remembersForLongerWhereThatIsSet() {
        // Given
        Log.write(Samples.record(id, ACME, member, Duration.ofMinutes(59)));

        // When another in the same partition is forgotten
        forgetOneBeside(id);

        // Then
        ACME.get(id).then().statusCode(200).body("status", is("expired"));
        assertFalse(Log.isForgotten(id));
    }

    @Test
    void knowsWhatWasRevokedUntilItsTokenExpires() {
        // Given
        InviteRecord invite = Samples.record(id, INITECH, member, Duration.ofHours(5));
        Log.write(invite, Closing.of(invite, InviteStatus.REVOKED, invite.createdAt()));

        // When another in the same partition is forgotten
        forgetOneBeside(id);

        // Then
        INITECH.get(id).then().statusCode(200).body("status", is("revoked"));
        assertFalse(Log.isForgotten(id));
    }

    @Test
    void refusesTheIdOfAForgottenConversation() {
        // Given
        Log.write(Samples.session(id, INITECH, member, Instant.now().minusSeconds(600)));
        Log.write(Samples.record(id, INITECH, member, Duration.ofMinutes(59)));
        Eventually.holds(() -> assertTrue(Log.isForgotten(id)));
        Eventually.holds(() -> INITECH.get(id).then().statusCode(404));

        // When, then
        refusesTheId();
        assertEquals(1, Log.of(id).size(), "it has not expired: it was redeemed");

        // When Redis has forgotten it too, then
        SuiteInfrastructure.flushAll();
        Settled.await(1);
        refusesTheId();
    }

    @Test
    void doesNotForgetWhileTheConversationIsOpen() {
        // Given
        Log.write(Samples.session(id, INITECH, member));
        Log.write(Samples.record(id, INITECH, member, Duration.ofMinutes(59)));

        // When another in the same partition is forgotten
        forgetOneBeside(id);

        // Then
        INITECH.get(id).then().statusCode(200).body("status", is("redeemed"));
    }

    private void refusesTheId() {
        INITECH.put(id, Samples.body(member))
                .then()
                .statusCode(409)
                .body("type", is("urn:guestchat:problem:invite-conflict"));
        for (Tenant other : new Tenant[] {ACME, GLOBEX}) {
            other.put(id, Samples.body(member)).then().statusCode(404);
        }
    }

    private static void forgetOneBeside(String id) {
        String beside = Samples.inviteIdBeside(id);
        Log.write(Samples.record(beside, INITECH, Samples.memberId(), Duration.ofMinutes(59)));
        Eventually.holds(() -> assertTrue(Log.isForgotten(beside)));
        Eventually.holds(() -> INITECH.get(beside).then().statusCode(404));
    }
}
