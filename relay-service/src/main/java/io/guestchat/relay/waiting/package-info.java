/**
 * Tells providers that something waits for a side that is not connected, so that they can push: once in each absence, however
 * much comes. Nobody waits for this room, and nothing depends on it; content, sockets and channels are not known here.
 *
 * <p>Each partition has a sorted set of mailboxes, beside them in its hash slot, by when to look whether their side has to be
 * told. It is kept by the scripts that know of what happens, each in one step with what it does:
 *
 * <pre>
 *   materialise            the peer's envelope comes  → due after the patience, unless it is in the set already
 *   take                   it is due                  → due again later; is the side absent, the event is published
 *   told                   Kafka has the event        → infinitely late, unless the side has come or gone since
 *   enter                  the side comes             → due again later, if something waits
 *   leave                  the side goes              → due after the patience, if something waits
 *   acknowledge, sessions  nothing waits any more     → removed
 * </pre>
 *
 * So what could not be told stays due, whoever fails; and an event may come twice, as when two nodes own a partition for a
 * moment. Records that a wiped Redis had before are not put into the set again: see {@code aligning} of
 * {@link io.guestchat.relay.log.BatchEffect}.
 */
@NullMarked
package io.guestchat.relay.waiting;

import org.jspecify.annotations.NullMarked;
