package io.guestchat.session.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.protocol.event.EventType;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.view.SessionRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionEventsTest {
    private static final Instant OPENED = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant ENDED = OPENED.plusSeconds(60);
    private static final SessionRecord OPEN = new SessionRecord(
            ConversationId.parse("AAAAAAAAAAAAAAAAAAAAAA"),
            TenantId.parse("acme"),
            MemberId.parse("ana"),
            SessionId.parse("AAAAAAAAAAAAAAAAAAAAAQ"),
            "jkt",
            SessionStatus.OPEN,
            OPENED,
            3600,
            null,
            null,
            Map.of());

    @Test
    void anOpenSessionIsARedemption() {
        assertEquals(List.of(EventType.INVITE_REDEEMED), types(OPEN));
        assertEquals(OPENED, SessionEvents.of(OPEN).getFirst().time());
    }

    @Test
    void anAlertSaysNothingNew() {
        assertEquals(List.of(), types(SessionRecords.alerted(OPEN, AlertCode.REDEEM_ATTEMPT, OPENED.plusSeconds(1))));
        SessionRecord ended = SessionRecords.ended(OPEN, EndReason.LEFT, ENDED);
        assertEquals(List.of(), types(SessionRecords.alerted(ended, AlertCode.LINK_REQUESTED, ENDED.plusSeconds(1))));
    }

    @Test
    void anEndIsToldWhateverWasAlertedBefore() {
        // Given
        SessionRecord alerted = SessionRecords.alerted(OPEN, AlertCode.REDEEM_ATTEMPT, ENDED.minusSeconds(1));

        // When
        List<GuestEvent> events = SessionEvents.of(SessionRecords.ended(alerted, EndReason.LEFT, ENDED));

        // Then
        assertEquals(EventType.CONVERSATION_ENDED, events.getFirst().data().type());
        assertEquals(ENDED, events.getFirst().time());
    }

    @Test
    void anEndIsToldThoughTheClockThatStampedItIsBehind() {
        SessionRecord alerted = SessionRecords.alerted(OPEN, AlertCode.REDEEM_ATTEMPT, ENDED.plusSeconds(1));
        SessionRecord ended = SessionRecords.ended(alerted, EndReason.REVOKED, ENDED);
        assertEquals(List.of(EventType.CONVERSATION_ENDED), types(ended));
        assertEquals(List.of(), types(SessionRecords.alerted(ended, AlertCode.LINK_REQUESTED, ENDED.plusSeconds(2))));
    }

    private static List<EventType> types(SessionRecord record) {
        return SessionEvents.of(record).stream().map(e -> e.data().type()).toList();
    }
}
