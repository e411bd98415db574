package io.guestchat.session.redemption;

import io.guestchat.protocol.event.EventData;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.Await;
import io.guestchat.session.conversation.Conversations;
import io.guestchat.session.event.Occurrences;
import io.guestchat.session.invite.Opened;
import io.guestchat.session.redemption.RedemptionResult.AlreadyBound;
import io.guestchat.session.redemption.RedemptionResult.Bound;
import io.guestchat.session.redemption.RedemptionResult.Ended;
import io.guestchat.session.redemption.RedemptionResult.Expired;
import io.guestchat.session.redemption.RedemptionResult.Revoked;
import io.guestchat.session.redemption.RedemptionResult.Used;
import io.guestchat.session.view.SessionLog;
import io.guestchat.session.view.Standings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Redeems an invite once: reserve, append, confirm. Why that is safe is told in the package's description. */
@ApplicationScoped
class Redemption {
    /** How long a redemption waits for the view, or for another key's append, before it says "unavailable". */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Reservations reservations;
    private final SessionLog log;
    private final Standings standings;
    private final Conversations conversations;
    private final Occurrences occurrences;

    Redemption(
            Reservations reservations,
            SessionLog log,
            Standings standings,
            Conversations conversations,
            Occurrences occurrences) {
        this.reservations = reservations;
        this.log = log;
        this.standings = standings;
        this.conversations = conversations;
        this.occurrences = occurrences;
    }

    /**
     * Redeems for the holder of a browser key.
     *
     * @param jkt thumbprint of the key, proved
     * @throws io.guestchat.platform.problem.ProblemException {@code unavailable} if it cannot be decided now; the same key may
     *     try again, and gets what it got
     */
    RedemptionResult redeem(Opened opened, String jkt) {
        RedemptionResult known = decided(opened.invite(), opened.session(), jkt, Instant.now());
        if (known == null && Expiry.passed(opened, Instant.now())) {
            known = new Expired();
        }
        return told(known == null ? contend(opened, jkt) : known, opened);
    }

    /** What the view alone decides, or null if the invite is free as far as it knows. */
    static @Nullable RedemptionResult decided(
            InviteRecord invite, @Nullable SessionRecord session, String jkt, Instant now) {
        if (session != null && session.jkt().equals(jkt)) {
            return session.status() == SessionStatus.OPEN ? new AlreadyBound(session) : new Ended();
        }
        return switch (invite.status()) {
            case REVOKED -> new Revoked();
            case ACTIVE, EXPIRED -> {
                if (session != null) {
                    yield new Used();
                }
                yield Expiry.passed(invite, now) ? new Expired() : null;
            }
        };
    }

    private RedemptionResult contend(Opened opened, String jkt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            switch (reservations.reserve(opened.invite().inviteId().conversation(), jkt)) {
                case Reservation.Reserved mine -> {
                    return append(opened.invite(), jkt, mine);
                }
                case Reservation.Redeemed() -> {
                    return confirmed(opened.invite(), jkt);
                }
                case Reservation.Revoked() -> {
                    return new Revoked();
                }
                case Reservation.Expired() -> {
                    return new Expired();
                }
                case Reservation.Unknown() -> {
                    return new Expired();
                }
                case Reservation.Taken(), Reservation.Behind() -> Await.pause(LOOK_EVERY);
            }
        }
        throw Await.unavailable();
    }

    /** The session that a reservation is for. */
    static SessionRecord opened(InviteRecord invite, String jkt, Reservation.Reserved mine) {
        return new SessionRecord(
                invite.inviteId().conversation(),
                invite.tenantId(),
                invite.memberId(),
                mine.sessionId(),
                jkt,
                SessionStatus.OPEN,
                mine.openedAt(),
                invite.conversationIdleTtl(),
                null,
                null,
                Map.of());
    }

    /** Writes the session, and tells what the view makes of it: the log may hold another's before it. */
    RedemptionResult append(InviteRecord invite, String jkt, Reservation.Reserved mine) {
        log.append(opened(invite, jkt, mine));
        return switch (confirmed(invite, jkt)) {
            case AlreadyBound(SessionRecord session)
            when !mine.resumed() && session.sessionId().equals(mine.sessionId()) -> new Bound(session);
            case RedemptionResult other -> other;
        };
    }

    /** What the view says now that it holds a session. */
    private RedemptionResult confirmed(InviteRecord invite, String jkt) {
        RedemptionResult result =
                decided(invite, standings.of(invite.inviteId().conversation()).session(), jkt, Instant.now());
        if (result == null) {
            throw Await.unavailable(); // Redis was emptied since
        }
        return result;
    }

    /** Has the provider told of a refusal, and both sides of another key's attempt, before the caller is. */
    private RedemptionResult told(RedemptionResult result, Opened opened) {
        switch (result) {
            case Used() -> {
                occurrences.refused(opened.invite(), EventData.Refusal.USED);
                alert(opened);
            }
            case Expired() -> occurrences.refused(opened.invite(), EventData.Refusal.EXPIRED);
            case Revoked() -> occurrences.refused(opened.invite(), EventData.Refusal.REVOKED);
            case Bound bound -> {}
            case AlreadyBound bound -> {}
            case Ended() -> {}
        }
        return result;
    }

    private void alert(Opened opened) {
        SessionRecord session =
                standings.of(opened.invite().inviteId().conversation()).session();
        if (session != null && session.status() == SessionStatus.OPEN) {
            conversations.tell(session, AlertCode.REDEEM_ATTEMPT);
        }
    }
}
