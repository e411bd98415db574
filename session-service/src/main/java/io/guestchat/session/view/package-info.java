/**
 * What the log says, and the view of it in Redis: {@code guestchat.invites} (read), {@code guestchat.sessions} (read and
 * written) and {@code guestchat.activity} (read), materialised together, so that where an invite stands is read in one step.
 * Nothing outside this package writes to the log, and nobody but {@code redemption}'s reservation writes beside the view. No rule
 * of redeeming or admitting lives here, only how records of one conversation join, and when its time is up:
 *
 * <ul>
 *   <li>the first session in the log is the conversation's; a later one of another id changes nothing;
 *   <li>ended is final, and the first end stands;
 *   <li>of each alert the latest time stands;
 *   <li>an invite revoked stays so, and ends its session;
 *   <li>of activity the latest stands;
 *   <li>a tombstone takes all of it away.
 * </ul>
 *
 * <p><b>Compaction</b> keeps the last record of a key, which is not always the joined one: the log's last word could be a
 * session that lost, or an alert written while the end was on its way. So whenever a record read differs from the join, its
 * conversation is marked unsettled, in the same step; whoever sees the mark appends the joined record again, and reading that
 * one back takes the mark away ({@link io.guestchat.session.view.Settlement}). A crash anywhere leaves the mark, or the records
 * that make it again. Compaction must not come before that: {@code min.compaction.lag.ms} of guestchat.sessions has to be
 * longer than all nodes of this service may be down together (a day by default).
 *
 * <p><b>Time.</b> A conversation ends when nobody has written for its idle time, or at the greatest age that is configured ({@link
 * io.guestchat.session.view.Lifetimes}), and is forgotten 30 days after its end, with a tombstone, so that no rebuild brings it
 * back. Until then its record is kept whole: the member's relay lists what ended, the bound key learns that it did, another that
 * the invite was used, and the backend may end it again. When there is something to do about a conversation stands in a sorted
 * set beside the view ({@link io.guestchat.session.view.DueConversations}); messages do not touch it, whoever looks at a
 * conversation that is not due after all puts it off.
 *
 * <p><b>Rebuilding.</b> All keys of a partition share a hash tag with the applied offsets: a view is lost whole, never in part.
 * Then nothing is answered from it (503) until it has reached the log's end once, which the key {@code whole}, lost with it,
 * remembers.
 */
@NullMarked
package io.guestchat.session.view;

import org.jspecify.annotations.NullMarked;
