package io.guestchat.session.view;

import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps in a session's life, each a record made of the one before. Times are cut to the view's ms. */
public final class SessionRecords {
    private SessionRecords() {}

    /**
     * The same session, ended; one that has ended stays as it is. What it was alerted of before does not come after its end, by
     * whichever clock: a later alert means that the end has been told.
     */
    public static SessionRecord ended(SessionRecord r, EndReason reason, Instant at) {
        if (r.status() == SessionStatus.ENDED) {
            return r;
        }
        Instant after = r.alerts().values().stream().reduce(at, (a, b) -> a.isAfter(b) ? a : b);
        return with(r, SessionStatus.ENDED, after, reason, r.alerts());
    }

    /** The same session, with this the last time of that alert. */
    public static SessionRecord alerted(SessionRecord r, AlertCode code, Instant at) {
        Map<AlertCode, Instant> alerts = new EnumMap<>(AlertCode.class);
        alerts.putAll(r.alerts());
        alerts.put(code, at.truncatedTo(ChronoUnit.MILLIS));
        return with(r, r.status(), r.endedAt(), r.reason(), alerts);
    }

    private static SessionRecord with(
            SessionRecord r,
            SessionStatus status,
            @Nullable Instant endedAt,
            @Nullable EndReason reason,
            Map<AlertCode, Instant> alerts) {
        return new SessionRecord(
                r.conversationId(),
                r.tenantId(),
                r.memberId(),
                r.sessionId(),
                r.jkt(),
                status,
                r.openedAt(),
                r.idleTtl(),
                endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MILLIS),
                reason,
                alerts);
    }
}
