/** Appends to the log of invites, the record of this service. What is appended, and why, is decided elsewhere. */
@NullMarked
package io.guestchat.invite.log;

import org.jspecify.annotations.NullMarked;
