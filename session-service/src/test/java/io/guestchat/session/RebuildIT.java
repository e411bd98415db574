package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.session.view.SessionRecords;
import io.guestchat.session.view.Views;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kafka is the record: what becomes of an invite when Redis forgets, and when the log holds more than one story. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class RebuildIT {
    private static final Duration REBUILT_WITHIN = Duration.ofSeconds(20);

    @Inject
    RedisCommands redis;

    @Inject
    Partitions partitions;

    @Inject
    Views views;

    private final Browser guest = new Browser();
    private final Browser other = new Browser();

    @AfterEach
    void leaveNoTrace() {
        Settled.await(1);
    }

    @Test
    void aUsedInviteStaysUsedWhenRedisIsEmptied() {
        // Given
        Link used = Log.invite();
        Link unused = Log.invite();
        Response redeemed = guest.redeem(used);
        redeemed.then().statusCode(201);
        String session = redeemed.path("sessionId");

        // When
        SuiteInfrastructure.flushAll();

        // Then
        Eventually.passes(REBUILT_WITHIN, () -> {
            Response answer = other.redeem(used);
            assertTrue(List.of(503, 410).contains(answer.statusCode()), answer::asString);
            Problems.check(answer, 410, "invite-used");
        });
        Eventually.passes(REBUILT_WITHIN, () -> guest.token(session).then().statusCode(200));
        Eventually.passes(REBUILT_WITHIN, () -> other.redeem(unused).then().statusCode(201));
        assertEquals(session, guest.redeem(used).path("sessionId"));
    }

    /** As it is when Kafka was brought back from a backup, and Redis was not emptied. */
    @Test
    void aViewThatIsAheadOfTheLogGivesNothingAway() {
        // Given
        Link link = Log.invite();

        // When
        Await.answer(redis.send(Request.cmd(Command.SET)
                .arg(views.sessionsApplied(
                        partitions.of(link.id().conversation().value())))
                .arg(1_000_000)));

        // Then
        Eventually.passes(REBUILT_WITHIN, () -> Readiness.check(503));
        Problems.check(guest.redeem(link), 503, "unavailable");
        SuiteInfrastructure.flushAll();
        Eventually.passes(REBUILT_WITHIN, () -> guest.redeem(link).then().statusCode(201));
    }

    @Test
    void theFirstSessionInTheLogStandsAndTheLogEndsWithIt() {
        // Given
        Link link = Log.invite();
        guest.redeem(link).then().statusCode(201);
        SessionRecord first = Log.sessions(link.id().conversation()).getFirst();

        // When: a record that lost the race comes after it
        write(new SessionRecord(
                first.conversationId(),
                first.tenantId(),
                first.memberId(),
                SessionId.parse(Link.random(16)),
                "another",
                SessionStatus.OPEN,
                Instant.now(),
                first.idleTtl(),
                null,
                null,
                first.alerts()));

        // Then
        requireLastInLog(first);
        guest.redeem(link).then().statusCode(200);
    }

    @Test
    void endedStaysEndedWhateverComesLate() {
        // Given
        Link link = Log.invite();
        guest.redeem(link).then().statusCode(201);
        SessionRecord open = Log.sessions(link.id().conversation()).getFirst();
        SessionRecord ended = SessionRecords.ended(open, EndReason.LEFT, Instant.now());
        write(ended);

        // When: a record made of the one before comes after it
        write(open);

        // Then
        requireLastInLog(ended);
        Problems.check(guest.redeem(link), 410, "session-ended");
    }

    private static void requireLastInLog(SessionRecord expected) {
        Eventually.passes(Duration.ofSeconds(3), () -> {
            List<SessionRecord> records = Log.sessions(expected.conversationId());
            assertEquals(3 + (expected.status() == SessionStatus.ENDED ? 1 : 0), records.size());
            assertEquals(expected, records.getLast());
        });
    }

    private static void write(SessionRecord record) {
        Log.write(TopicNames.SESSIONS, record.conversationId().value(), TopicCodec.write(record));
    }
}
