package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A redemption while the invite is being taken back. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class RacesIT {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Browser guest = new Browser();
    private final Link link = Log.invite();

    @RepeatedTest(5)
    void whoeverWinsAgainstARevocationDoesNotKeepIt() throws Exception {
        // Given
        guest.nonce();

        // When
        Response redeemed = racing(() -> Log.tell(link, InviteStatus.REVOKED));

        // Then
        assertTrue(List.of(201, 410).contains(redeemed.statusCode()), redeemed::asString);
        Eventually.passes(WITHIN, () -> {
            List<SessionRecord> records = Log.sessions(link.id().conversation());
            if (records.isEmpty()) {
                Problems.check(redeemed, 410, "invite-revoked");
            } else {
                assertEquals(SessionStatus.ENDED, records.getLast().status());
                assertEquals(EndReason.REVOKED, records.getLast().reason());
            }
        });
        Problems.check(new Browser().redeem(link), 410, "invite-revoked");
    }

    @RepeatedTest(5)
    void whoeverWinsAgainstTheExpiryKeepsIt() throws Exception {
        // Given
        guest.nonce();

        // When
        Response redeemed = racing(() -> Log.tell(link, InviteStatus.EXPIRED));

        // Then
        assertTrue(List.of(201, 410).contains(redeemed.statusCode()), redeemed::asString);
        boolean won = redeemed.statusCode() == 201;
        Problems.check(new Browser().redeem(link), 410, won ? "invite-used" : "invite-expired");
        if (won) {
            guest.redeem(link).then().statusCode(200);
        } else {
            assertEquals(List.of(), Log.sessions(link.id().conversation()));
        }
    }

    @Test
    void aSessionWonJustAfterARevocationEndsByItself() {
        // Given: the log of sessions has it although the invite was revoked before
        Log.tell(link, InviteStatus.REVOKED);
        SessionRecord session = Sessions.opened(link.id().conversation(), guest, Instant.now(), 3600);

        // When
        Sessions.tell(session);

        // Then
        Eventually.passes(WITHIN, () -> {
            SessionRecord last = Log.sessions(link.id().conversation()).getLast();
            assertEquals(SessionStatus.ENDED, last.status());
            assertEquals(EndReason.REVOKED, last.reason());
        });
        Problems.check(guest.redeem(link), 410, "session-ended");
    }

    private Response racing(Runnable change) throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Response> redeeming = threads.submit(() -> guest.redeem(link));
            change.run();
            return redeeming.get();
        }
    }
}
