/**
 * What this service does to a conversation as a whole: ends it, also by itself when its time is up, has it forgotten in the end,
 * and has both sides told that something happened. The relay learns
 * of it from guestchat.sessions and tells them. Who may ask for it is decided by whoever calls, except for the member's backend,
 * whose call lives here.
 */
@NullMarked
package io.guestchat.session.conversation;

import org.jspecify.annotations.NullMarked;
