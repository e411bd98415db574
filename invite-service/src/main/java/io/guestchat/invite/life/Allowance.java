package io.guestchat.invite.life;

import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** How many active invites a member may have. */
public interface Allowance {

    /** What became of the wish for a place among a member's active invites. */
    sealed interface Place {
        /** @param left places that are still free */
        record Taken(int left) implements Place {}

        /** @param retryAfter how long it may be until a place is free */
        record Refused(Duration retryAfter) implements Place {}

        /** Nobody counts. */
        record Unlimited() implements Place {}
    }

    /** Takes a place, until {@code expiresAt}. Taking it again for the same invite is free. */
    Place take(TenantId tenant, MemberId member, InviteId invite, Instant expiresAt);

    /** Gives a place back before its time. */
    void giveBack(TenantId tenant, MemberId member, InviteId invite);

    /** How many places each of the tenant's members has, if anybody counts. */
    OptionalInt places(TenantId tenant);
}
