package io.guestchat.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.MemberId;
import java.time.Instant;

/** What an event says beyond when, and to which invite of which tenant, it happened. */
public sealed interface EventData {
    MemberId memberId();

    /** An invite can be redeemed from now until {@code expiresAt}. */
    record InviteCreated(MemberId memberId, Instant expiresAt) implements EventData {}

    /** The tenant's backend has ended it, whatever had become of it before. */
    record InviteRevoked(MemberId memberId) implements EventData {}

    /** Nobody redeemed it in time. */
    record InviteExpired(MemberId memberId) implements EventData {}

    /** A guest has it now, and nobody else can; its conversation is open. */
    record InviteRedeemed(MemberId memberId) implements EventData {}

    /** Somebody with the whole link tried, and was refused. */
    record RedemptionRefused(MemberId memberId, Refusal reason) implements EventData {}

    /** Nothing more can be sent, and what was not delivered is erased. */
    record ConversationEnded(MemberId memberId, EndReason reason) implements EventData {}

    /** Somebody with the whole link of an invite that is over asks the member for another. */
    record LinkRequested(MemberId memberId) implements EventData {}

    /** Something waits for a side that is not connected; told once in each absence, however much comes in it. */
    record MessageWaiting(MemberId memberId, Side side) implements EventData {}

    /** Why a redemption was refused. */
    enum Refusal {
        @JsonProperty("used")
        USED,
        @JsonProperty("expired")
        EXPIRED,
        @JsonProperty("revoked")
        REVOKED
    }

    default EventType type() {
        return switch (this) {
            case InviteCreated e -> EventType.INVITE_CREATED;
            case InviteRevoked e -> EventType.INVITE_REVOKED;
            case InviteExpired e -> EventType.INVITE_EXPIRED;
            case InviteRedeemed e -> EventType.INVITE_REDEEMED;
            case RedemptionRefused e -> EventType.REDEMPTION_REFUSED;
            case ConversationEnded e -> EventType.CONVERSATION_ENDED;
            case LinkRequested e -> EventType.LINK_REQUESTED;
            case MessageWaiting e -> EventType.MESSAGE_WAITING;
        };
    }
}
