package io.guestchat.session;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.session.view.SessionRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Conversations whose time is up, and sessions whose time to be forgotten has come. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ExpiryIT {
    private static final long HOUR = 3600;
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Browser guest = new Browser();

    @Test
    void anIdleConversationEndsThoughNobodyAsks() {
        // Given
        SessionRecord session = Sessions.opened(guest, overdue(HOUR), HOUR);

        // When
        Sessions.tell(session);

        // Then
        requireEndedOnce(session);
        Problems.check(guest.token(session.sessionId().value()), 410, "session-ended");
    }

    @Test
    void itEndsOnTimeAndNotBefore() {
        // Given
        Instant end = Instant.now().plusSeconds(5);
        SessionRecord session = Sessions.opened(guest, end.minusSeconds(HOUR).minus(Limits.ACTIVITY_GRAIN), HOUR);

        // When
        Sessions.tell(session);

        // Then
        requireEndedOnce(session);
        Instant endedAt = Log.sessions(session.conversationId()).getLast().endedAt();
        assertEquals(false, endedAt.isBefore(end.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Test
    void messagesPutTheIdleEndOff() {
        // Given
        SessionRecord idle = Sessions.opened(guest, overdue(2 * HOUR), HOUR);
        SessionRecord busy = Sessions.opened(guest, overdue(2 * HOUR), HOUR);
        Instant wrote = Instant.now().minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MILLIS);
        Sessions.wrote(busy, wrote.minusSeconds(60));
        Sessions.wrote(busy, wrote);
        Sessions.wrote(busy, wrote.minusSeconds(30));

        // When
        Sessions.tell(busy);
        Sessions.tell(idle);

        // Then
        requireEndedOnce(idle);
        requireIdleExpiresAt(busy, wrote.plusSeconds(HOUR));
        assertEquals(1, Log.sessions(busy.conversationId()).size());
    }

    @Test
    void evenABusyConversationHasAGreatestAge() {
        // Given
        SessionRecord old = Sessions.opened(guest, Instant.now().minus(Duration.ofDays(90)), HOUR);
        SessionRecord younger =
                Sessions.opened(guest, Instant.now().minus(Duration.ofDays(90)).plusSeconds(600), HOUR);
        Sessions.wrote(old, Instant.now());
        Sessions.wrote(younger, Instant.now());

        // When
        Sessions.tell(younger);
        Sessions.tell(old);

        // Then
        requireEndedOnce(old);
        requireIdleExpiresAt(younger, younger.openedAt().plus(Duration.ofDays(90)));
    }

    @Test
    void aRebuiltViewKnowsWhoWroteLast() {
        // Given
        SessionRecord busy = Sessions.opened(guest, overdue(2 * HOUR), HOUR);
        Instant wrote = Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS);
        Sessions.wrote(busy, wrote);
        Sessions.tell(busy);
        requireIdleExpiresAt(busy, wrote.plusSeconds(HOUR));

        // When
        SuiteInfrastructure.flushAll();

        // Then
        requireIdleExpiresAt(busy, wrote.plusSeconds(HOUR));
        assertEquals(1, Log.sessions(busy.conversationId()).size());
        Settled.await(1);
    }

    @Test
    void whatCameDueWhileTheLogWasAwayEndsWhenItIsBack() {
        // Given
        Instant due = Instant.now().plusSeconds(6);
        SessionRecord session =
                Sessions.tell(Sessions.opened(guest, due.minusSeconds(HOUR).minus(Limits.ACTIVITY_GRAIN), HOUR));
        requireIdleExpiresAt(session, session.openedAt().plusSeconds(HOUR));

        // When
        SuiteInfrastructure.stopKafka();
        try {
            Eventually.passes(WITHIN, () -> assertEquals(true, Instant.now().isAfter(due.plusSeconds(2))));
        } finally {
            SuiteInfrastructure.startKafka();
        }

        // Then
        Settled.await(1);
        requireEndedOnce(session);
    }

    @Test
    void anEndedSessionIsForgottenAfterThirtyDaysForGood() {
        // Given
        Instant ended = Instant.now().minus(Limits.REMEMBERED);
        SessionRecord forgotten =
                SessionRecords.ended(Sessions.opened(guest, ended.minusSeconds(60), HOUR), EndReason.LEFT, ended);
        SessionRecord remembered = SessionRecords.ended(
                Sessions.opened(guest, ended.minusSeconds(60), HOUR), EndReason.LEFT, ended.plusSeconds(3600));

        // When
        Sessions.tell(remembered);
        Sessions.tell(forgotten);

        // Then
        Eventually.passes(WITHIN, () -> assertNull(last(forgotten).value()));
        requireForgotten(forgotten);
        Problems.check(guest.token(remembered.sessionId().value()), 410, "session-ended");
        SuiteInfrastructure.flushAll();
        Settled.await(1);
        requireForgotten(forgotten);
        Problems.check(guest.token(remembered.sessionId().value()), 410, "session-ended");
        assertEquals(
                2,
                Log.records(TopicNames.SESSIONS, forgotten.conversationId().value())
                        .size());
    }

    private void requireForgotten(SessionRecord session) {
        Problems.check(guest.token(session.sessionId().value()), 404, "not-found");
        Problems.check(Backend.end("acme", session.conversationId().value()), 404, "not-found");
    }

    private void requireIdleExpiresAt(SessionRecord session, Instant expected) {
        Eventually.passes(WITHIN, () -> {
            String token = guest.token(session.sessionId().value()).path("accessToken");
            guest.read(session.sessionId().value(), token)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("open"))
                    .body("idleExpiresAt", equalTo(expected.toString()));
        });
    }

    private static void requireEndedOnce(SessionRecord session) {
        Eventually.passes(
                WITHIN,
                () -> assertEquals(
                        SessionStatus.ENDED,
                        Log.sessions(session.conversationId()).getLast().status()));
        List<SessionRecord> records = Log.sessions(session.conversationId());
        assertEquals(2, records.size());
        assertEquals(EndReason.IDLE, records.getLast().reason());
    }

    private static ConsumerRecord<String, byte[]> last(SessionRecord session) {
        return Log.records(TopicNames.SESSIONS, session.conversationId().value())
                .getLast();
    }

    /** When a conversation with this idle time was opened that ended a moment ago. */
    private static Instant overdue(long idleSeconds) {
        return Instant.now()
                .minusSeconds(idleSeconds)
                .minus(Limits.ACTIVITY_GRAIN)
                .minusSeconds(1);
    }
}
