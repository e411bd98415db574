/**
 * What time does to invites, with nobody asking: they expire, they are forgotten, and one whose last record in the log is not
 * the one that stands has that put right before compaction makes it stand. Any node may do it at any time, and twice: each
 * action has the same bytes whoever takes it, and the view makes nothing of a repetition.
 */
@NullMarked
package io.guestchat.invite.due;

import org.jspecify.annotations.NullMarked;
