package io.guestchat.session.redemption;

import io.guestchat.protocol.topic.SessionRecord;

/** How a redemption with the right claim and a valid proof can end. */
public sealed interface RedemptionResult {
    /** The invite is this key's now. */
    record Bound(SessionRecord session) implements RedemptionResult {}

    /** It has been this key's before: an answer was lost. */
    record AlreadyBound(SessionRecord session) implements RedemptionResult {}

    /** It was this key's, and the conversation has ended. */
    record Ended() implements RedemptionResult {}

    /** It is another key's; both sides are told. */
    record Used() implements RedemptionResult {}

    /** Nobody redeemed it in time. */
    record Expired() implements RedemptionResult {}

    /** The member took it back. */
    record Revoked() implements RedemptionResult {}

    /** As metrics call it. */
    default String outcome() {
        return switch (this) {
            case Bound bound -> "bound";
            case AlreadyBound bound -> "recovered";
            case Ended() -> "ended";
            case Used() -> "used";
            case Expired() -> "expired";
            case Revoked() -> "revoked";
        };
    }
}
