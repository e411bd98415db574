package io.guestchat.session.view;

import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session as the view holds it: a Redis hash that {@code sessions.lua} joins records into. Times are ms since the epoch. */
final class SessionFields {
    /** Values a record gives to the script. */
    static final int WIDTH = 12;

    private SessionFields() {}

    /**
     * What {@code sessions.lua} is told of one record.
     *
     * @param due when there is something to do about it
     */
    static List<String> of(SessionRecord r, Instant due) {
        EndReason reason = r.reason();
        return List.of(
                r.conversationId().value(),
                r.sessionId().value(),
                r.jkt(),
                r.tenantId().value(),
                r.memberId().value(),
                millis(r.openedAt()),
                Long.toString(r.idleTtl()),
                r.status() == SessionStatus.ENDED ? millis(r.endedAt() == null ? r.openedAt() : r.endedAt()) : "",
                reason == null ? "" : reason.wire(),
                millis(r.alerts().get(AlertCode.REDEEM_ATTEMPT)),
                millis(r.alerts().get(AlertCode.LINK_REQUESTED)),
                millis(due));
    }

    /** What {@code sessions.lua} is told of a tombstone. */
    static List<String> tombstone(String conversation) {
        List<String> values = new ArrayList<>(Collections.nCopies(WIDTH, ""));
        values.set(0, conversation);
        return values;
    }

    /** The session in a hash's fields and values, or null for no hash. */
    @Nullable
    static SessionRecord read(ConversationId conversation, Response fieldsAndValues) {
        if (fieldsAndValues.size() == 0) {
            return null;
        }
        Map<String, String> f = new HashMap<>();
        for (int i = 0; i + 1 < fieldsAndValues.size(); i += 2) {
            f.put(fieldsAndValues.get(i).toString(), fieldsAndValues.get(i + 1).toString());
        }
        Map<AlertCode, Instant> alerts = new EnumMap<>(AlertCode.class);
        for (AlertCode code : AlertCode.values()) {
            Instant at = instant(value(f, code.wire()));
            if (at != null) {
                alerts.put(code, at);
            }
        }
        Instant endedAt = instant(value(f, "ended"));
        return new SessionRecord(
                conversation,
                TenantId.parse(value(f, "tenant")),
                MemberId.parse(value(f, "member")),
                SessionId.parse(value(f, "session")),
                value(f, "jkt"),
                endedAt == null ? SessionStatus.OPEN : SessionStatus.ENDED,
                Instant.ofEpochMilli(Long.parseLong(value(f, "opened"))),
                Long.parseLong(value(f, "idle")),
                endedAt,
                reason(value(f, "reason")),
                alerts);
    }

    private static String value(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("view without " + name);
        }
        return value;
    }

    private static String millis(@Nullable Instant time) {
        return time == null ? "" : Long.toString(time.toEpochMilli());
    }

    private static @Nullable Instant instant(String millis) {
        return millis.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static @Nullable EndReason reason(String wire) {
        return Arrays.stream(EndReason.values())
                .filter(r -> r.wire().equals(wire))
                .findFirst()
                .orElse(null);
    }
}
