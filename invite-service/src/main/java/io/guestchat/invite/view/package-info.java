/**
 * What this service knows: the logs of invites and of sessions as far as they have been applied to Redis, and the reading of it.
 *
 * <p>All keys of a partition share its hash tag, so that each batch is one atomic step and no index can part from what it
 * points to; finding a member's invites asks every partition instead.
 *
 * <pre>
 * invite:{p7}:i:&lt;id&gt;                 hash: v the record, k how final it is, c when closed, d = 1 if the log must hear it
 *                                    again; e its expiry, r for how many ms it is remembered, t its tenant, m its member,
 *                                    x its place; o0, o1, o2 the offset of the record that made it active, expired, revoked
 * invite:{p7}:s:&lt;id&gt;                 redeemed: when its session ended, in ms, or 0 while it is open; and whose it is
 * invite:{p7}:t:&lt;tenant&gt;             the tenant's invites by place ({@link io.guestchat.invite.listing.Position})
 * invite:{p7}:m:&lt;tenant&gt;:&lt;member&gt;    the member's, likewise
 * invite:{p7}:a:&lt;tenant&gt;:&lt;member&gt;    the member's active ones by expiry
 * invite:{p7}:due                    when {@code due} must look at one again
 * </pre>
 *
 * <p>Nothing is written here but by applying the logs; nothing is decided here but which of two records stands.
 */
@NullMarked
package io.guestchat.invite.view;

import org.jspecify.annotations.NullMarked;
