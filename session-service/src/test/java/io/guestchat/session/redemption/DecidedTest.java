package io.guestchat.session.redemption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.redemption.RedemptionResult.AlreadyBound;
import io.guestchat.session.redemption.RedemptionResult.Ended;
import io.guestchat.session.redemption.RedemptionResult.Expired;
import io.guestchat.session.redemption.RedemptionResult.Revoked;
import io.guestchat.session.redemption.RedemptionResult.Used;
import io.guestchat.session.view.SessionRecords;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the view alone decides about a redemption. */
class DecidedTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SessionRecord MINE = session("mine");
    private static final SessionRecord ENDED = SessionRecords.ended(MINE, EndReason.LEFT, NOW);

    @Test
    void aFreeInviteIsNotDecidedHere() {
        assertNull(Redemption.decided(invite(InviteStatus.ACTIVE, NOW.plusSeconds(1)), null, "mine", NOW));
    }

    @Test
    void itsTimeIsOverAtTheVeryMoment() {
        assertInstanceOf(Expired.class, Redemption.decided(invite(InviteStatus.ACTIVE, NOW), null, "mine", NOW));
        assertInstanceOf(
                Expired.class, Redemption.decided(invite(InviteStatus.EXPIRED, NOW.plusSeconds(1)), null, "mine", NOW));
    }

    @Test
    void theBoundKeyFindsItsSessionEvenAfterTheInvitesTime() {
        assertEquals(new AlreadyBound(MINE), Redemption.decided(invite(InviteStatus.EXPIRED, NOW), MINE, "mine", NOW));
    }

    @Test
    void theBoundKeyLearnsThatItEnded() {
        assertInstanceOf(Ended.class, Redemption.decided(invite(InviteStatus.REVOKED, NOW), ENDED, "mine", NOW));
    }

    @Test
    void anotherKeyLearnsThatItIsUsedOrRevoked() {
        assertInstanceOf(Used.class, Redemption.decided(invite(InviteStatus.ACTIVE, NOW), MINE, "other", NOW));
        assertInstanceOf(Used.class, Redemption.decided(invite(InviteStatus.ACTIVE, NOW), ENDED, "other", NOW));
        assertInstanceOf(Revoked.class, Redemption.decided(invite(InviteStatus.REVOKED, NOW), ENDED, "other", NOW));
        assertInstanceOf(Revoked.class, Redemption.decided(invite(InviteStatus.REVOKED, NOW), null, "mine", NOW));
    }

    private static InviteRecord invite(InviteStatus status, Instant expiresAt) {
        return new InviteRecord(
                InviteId.parse("AAAAAAAAAAAAAAAAAAAAAA"),
                TenantId.parse("acme"),
                MemberId.parse("ana"),
                "hash",
                "sealed",
                status,
                NOW.minusSeconds(60),
                expiresAt,
                3600,
                Map.of(),
                null);
    }

    private static SessionRecord session(String jkt) {
        return new SessionRecord(
                ConversationId.parse("AAAAAAAAAAAAAAAAAAAAAA"),
                TenantId.parse("acme"),
                MemberId.parse("ana"),
                SessionId.parse("AAAAAAAAAAAAAAAAAAAAAQ"),
                jkt,
                SessionStatus.OPEN,
                NOW.minusSeconds(30),
                3600,
                null,
                null,
                Map.of());
    }
}
