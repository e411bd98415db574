package io.guestchat.session.redemption;

import io.guestchat.protocol.id.SessionId;
import java.time.Instant;

/** What the compare-and-set before the log can say. */
sealed interface Reservation {
    /**
     * The way to the log is this key's.
     *
     * @param resumed this key had reserved before, and its outcome is unknown
     */
    record Reserved(SessionId sessionId, Instant openedAt, boolean resumed) implements Reservation {}

    /** Another key is on its way to the log. */
    record Taken() implements Reservation {}

    /** The view has not applied all that is needed to decide. */
    record Behind() implements Reservation {}

    /** There is a session. */
    record Redeemed() implements Reservation {}

    record Expired() implements Reservation {}

    record Revoked() implements Reservation {}

    /** The invite was forgotten meanwhile. */
    record Unknown() implements Reservation {}
}
