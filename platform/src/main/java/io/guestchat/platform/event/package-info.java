/**
 * Tells providers what happened, on the topic of events. An event that follows from a record is derived from the record's log, by
 * a consumer that commits its offset once the event is confirmed: a crash repeats an event, and loses none. What an event is
 * called and holds is the protocol's; which record it follows from is its service's.
 */
@NullMarked
package io.guestchat.platform.event;

import org.jspecify.annotations.NullMarked;
