package io.guestchat.invite.life;

import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How many active invites a member may have. */
public interface Allowance {

    /**
     * Takes a place among the member's active invites, until {@code expiresAt}. Taking it again for the same invite is free.
     *
     * @return empty if taken; else, when all places are, how long it may be until one is free
     */
    Optional<Duration> take(TenantId tenant, MemberId member, InviteId invite, Instant expiresAt);

    /** Gives a place back before its time. */
    void giveBack(TenantId tenant, MemberId member, InviteId invite);
}
