package io.guestchat.invite.life;

import java.time.Duration;

/** What became of a wish to create an invite. */
public sealed interface Creation {
    /** It is new. */
    record Created(Invite invite, Allowance.Place place) implements Creation {}

    /** It was there before, with the same values. */
    record Repeated(Invite invite) implements Creation {}

    /** The id is taken, with other values; or it was, and what became of that invite is remembered still. */
    record Conflicting() implements Creation {}

    /** The id is another tenant's. */
    record Foreign() implements Creation {}

    /** The member has as many active invites as allowed; the first may end after this time. */
    record OverQuota(Duration retryAfter) implements Creation {}
}
