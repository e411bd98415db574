package io.guestchat.session.conversation;

import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.view.SessionLog;
import io.guestchat.session.view.SessionRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Ends conversations, and has both sides told. Each call returns once the log has it and this service's view shows it. */
@ApplicationScoped
public class Conversations {
    private static final Logger LOG = Logger.getLogger(Conversations.class);
    /** Attempts that follow each other this closely are told once: the sides learn nothing from the second. */
    private static final Duration ATTEMPTS_AS_ONE = Duration.ofSeconds(10);

    private static final Duration REQUESTS_AS_ONE = Duration.ofDays(1);

    private final SessionLog log;
    private final Alerting alerting;

    Conversations(SessionLog log, Alerting alerting) {
        this.log = log;
        this.alerting = alerting;
    }

    /** Ends a conversation; one that has ended stays as it is. */
    public void end(SessionRecord session, EndReason reason) {
        if (session.status() == SessionStatus.ENDED) {
            return;
        }
        log.append(SessionRecords.ended(session, reason, Instant.now()));
        LOG.infof("conversation ended conversation=%s reason=%s", session.conversationId(), reason.wire());
    }

    /** Has both sides told, unless they were a moment ago (an attempt), or today (a request). */
    public void tell(SessionRecord session, AlertCode alert) {
        Duration asOne =
                switch (alert) {
                    case REDEEM_ATTEMPT -> ATTEMPTS_AS_ONE;
                    case LINK_REQUESTED -> REQUESTS_AS_ONE;
                };
        Instant now = Instant.now();
        Instant last = session.alerts().get(alert);
        if (last != null && now.isBefore(last.plus(asOne))) {
            return;
        }
        if (alerting.begin(session.conversationId(), alert, ATTEMPTS_AS_ONE)) {
            append(session, alert, now);
        }
    }

    private void append(SessionRecord session, AlertCode alert, Instant now) {
        try {
            if (session.reason() == EndReason.REVOKED) {
                // Seen from the invite, the log may have yet to be told of the end: an alert alone would not tell it.
                log.append(session);
            }
            log.append(SessionRecords.alerted(session, alert, now));
        } catch (RuntimeException e) {
            alerting.failed(session.conversationId(), alert);
            throw e;
        }
        LOG.infof("conversation alerted conversation=%s alert=%s", session.conversationId(), alert.wire());
    }
}
