/**
 * The one redemption of an invite: preview, redeem, and asking for a new link.
 *
 * <p><b>The log decides.</b> An invite belongs to the first session that guestchat.sessions holds for it. A redemption is
 * <ol>
 *   <li><em>reserve</em>: compare-and-set in Redis, in the invite's hash slot, and only while the views of guestchat.invites and
 *       guestchat.sessions have applied everything that their topics held when this request was under way;
 *   <li><em>append</em> the session to guestchat.sessions, {@code acks=all};
 *   <li><em>confirm</em>: wait until the view has applied that record, and read whose session it shows;
 *   <li>answer 201 if it is ours, 410 if it is another's.
 * </ol>
 *
 * <p><b>Which guard is for what.</b> That an invite is never given twice rests on the <em>confirmation</em> alone, and on the
 * view's rule that the log's first session stands: nobody is told "yours" before the log has it and the view, which has applied
 * all before it, says so. What {@code reserve.lua} asks keeps the log clean: that the view has every session, that nobody has
 * reserved or redeemed meanwhile, that it was not revoked meanwhile, that the same key gets its reservation again. Without one
 * of them losers write too (fifty that race append one record, not fifty), are told the truth nevertheless, and have to be
 * settled before compaction. Two of its questions nothing later asks: whether the view has every <em>invite</em> record, without
 * which what was revoked a moment ago could be redeemed, and whether its time is up. {@code PlantedBugsIT} takes each guard but
 * this last one out, and sees what happens.
 *
 * <p><b>A crash</b>
 * <ul>
 *   <li>before the reservation: nothing happened;
 *   <li>between reservation and append: nobody was told anything. The same key goes on at once with the same session id; others
 *       are told to wait (503) until the reservation lapses after {@link io.guestchat.session.redemption.Reservations#LIFE};
 *   <li>during the append, its outcome unknown: if the log has it, some node applies it, and the same key gets its session (200);
 *       if not, as before. Appending it once more is harmless: same id, same join;
 *   <li>between append and confirm, or confirm and answer: the session stands, the same key recovers it.
 * </ul>
 *
 * <p><b>Redis emptied</b> ({@code FLUSHALL})
 * <ul>
 *   <li>before the reservation: views, offsets and marks are gone with it, so the script finds them behind and refuses (503)
 *       until they are rebuilt, by when the session of any used invite is there again;
 *   <li>between reservation and append: somebody else may reserve after the rebuild, and both append. The log's order is one: the
 *       first is the session, each of the two confirms from the view and is told the truth, and the loser's record is settled
 *       (see {@link io.guestchat.session.view}), so that compaction keeps the winner's;
 *   <li>between append and confirm: the rebuilt view has it; the waiting request finds it there, or answers 503 and the same key
 *       recovers it;
 *   <li>after: the log's end that every later redemption asks for lies behind the session, so it waits for a view that has it.
 * </ul>
 *
 * <p>So no used invite is ever redeemable again: a 201 implies a record in the log, each later redemption asks Kafka for the end
 * of the log after it began, and none is decided by a view that has not applied all before that end. Without Kafka or Redis
 * nothing is redeemed. A session is forgotten {@code REMEMBERED} after its end at the earliest, and never while the view has
 * its invite with time left: by then its token has expired.
 */
@NullMarked
package io.guestchat.session.redemption;

import org.jspecify.annotations.NullMarked;
