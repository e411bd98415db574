package io.guestchat.session;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class RedemptionIT {
    private final Browser guest = new Browser();
    private final Browser other = new Browser();

    @Test
    void aFreshInviteIsPreviewedAndRedeemed() {
        // Given
        Link link = Log.invite();
        guest.preview(link)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("sealedRecord", equalTo(Link.SEALED))
                .body("redeemed", equalTo(false));

        // When
        Response redeemed = guest.redeem(link);

        // Then
        redeemed.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("conversationId", equalTo(link.id().value()))
                .body("sealedRecord", equalTo(Link.SEALED))
                .body("relayUrl", equalTo(Surroundings.RELAY_URL))
                .body("expiresIn", equalTo(300));
        guest.preview(link)
                .then()
                .statusCode(200)
                .body("redeemed", equalTo(true))
                .body("sealedRecord", nullValue());
    }

    @Test
    void aLostAnswerIsRecoveredByTheSameKey() {
        // Given
        Link link = Log.invite();
        Response lost = guest.redeem(link);

        // When
        Response again = guest.redeem(link);

        // Then
        again.then().statusCode(200).body("sessionId", equalTo(lost.path("sessionId")));
        assertNotEquals(lost.<String>path("accessToken"), again.path("accessToken"));
        assertEquals(1, Log.sessions(link.id().conversation()).size());
    }

    @Test
    void anotherKeyIsRefusedAndBothSidesAreTold() {
        // Given
        Link link = Log.invite();
        guest.redeem(link).then().statusCode(201);

        // When
        Response refused = other.redeem(link);

        // Then
        Problems.check(refused, 410, "invite-used");
        SessionRecord told = Log.sessions(link.id().conversation()).getLast();
        assertTrue(told.alerts().containsKey(AlertCode.REDEEM_ATTEMPT));
        guest.redeem(link).then().statusCode(200);
    }

    @Test
    void ofFiftyAtOnceExactlyOneWins() throws Exception {
        // Given
        Link link = Log.invite();
        List<Future<Response>> racing = new ArrayList<>();

        // When
        try (var threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                racing.add(threads.submit(() -> new Browser().redeem(link)));
            }
        }

        // Then
        int won = 0;
        for (Future<Response> each : racing) {
            if (each.get().statusCode() == 201) {
                won++;
            } else {
                Problems.check(each.get(), 410, "invite-used");
            }
        }
        assertEquals(1, won);
        assertEquals(2, Log.sessions(link.id().conversation()).size(), "one session, one alert");
    }

    @Test
    void anExpiredInviteIsToldToAHolderOfTheLinkOnly() {
        // Given
        Link link = Link.expiring(Instant.now().minusSeconds(60));
        Log.tell(link, InviteStatus.ACTIVE);

        // When
        Response refused = guest.redeem(link);

        // Then
        Problems.check(refused, 410, "invite-expired");
        Problems.check(guest.preview(link), 410, "invite-expired");
        Problems.check(guest.preview(link.withClaim(Link.random(32))), 404, "invite-unknown");
    }

    @Test
    void aRevokedInviteIsGone() {
        // Given
        Link link = Log.invite();
        Log.tell(link, InviteStatus.REVOKED);
        Eventually.passes(Duration.ofSeconds(2), () -> Problems.check(guest.preview(link), 410, "invite-revoked"));

        // When
        Response refused = guest.redeem(link);

        // Then
        Problems.check(refused, 410, "invite-revoked");
        assertEquals(List.of(), Log.sessions(link.id().conversation()));
    }

    @Test
    void aWrongClaimOpensNothing() {
        // Given
        Link link = Log.invite();

        // When
        Response refused = guest.redeem(link.withClaim(Link.random(32)));

        // Then
        Problems.check(refused, 404, "invite-unknown");
        guest.redeem(link).then().statusCode(201);
    }

    @Test
    void anInviteThatArrivesLateIsWaitedFor() throws Exception {
        // Given
        Link link = Link.fresh();
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Response> early = threads.submit(() -> guest.redeem(link));

            // When
            Log.tell(link, InviteStatus.ACTIVE);

            // Then
            assertEquals(201, early.get().statusCode());
        }
    }

    @Test
    void anInviteThatNeverArrivesIsUnknownAfterTwoSeconds() {
        // Given
        Link link = Link.fresh();
        Instant asked = Instant.now();

        // When
        Response refused = guest.redeem(link);

        // Then
        Problems.check(refused, 404, "invite-unknown");
        assertTrue(Duration.between(asked, Instant.now()).compareTo(Duration.ofSeconds(2)) >= 0);
    }

    @Test
    void whoeverHoldsAUsedLinkMayAskForANewOneOnceADay() {
        // Given
        Link link = Log.invite();
        guest.redeem(link).then().statusCode(201);
        other.request(link).then().statusCode(202);

        // When
        other.request(link).then().statusCode(202);

        // Then
        assertEquals(
                1,
                Log.sessions(link.id().conversation()).stream()
                        .filter(r -> r.alerts().containsKey(AlertCode.LINK_REQUESTED))
                        .count());
    }
}
