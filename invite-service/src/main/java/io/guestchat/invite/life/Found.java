package io.guestchat.invite.life;

import io.guestchat.protocol.id.TenantId;

/** What is known under an id. */
public sealed interface Found {
    /** An invite, whosever it is. */
    record Known(Invite invite) implements Found {}

    /** No invite any more; but one was redeemed under this id, and its session may still be known elsewhere. */
    record Forgotten(TenantId tenant) implements Found {}

    /** Nothing. */
    record Nothing() implements Found {}
}
