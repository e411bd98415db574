/**
 * What an invite is, how it comes to be and when it ends. Neither HTTP nor Kafka nor Redis may be known here: they stand before
 * it, and behind {@link io.guestchat.invite.life.Invites},
 * {@link io.guestchat.invite.life.InviteLog} and {@link io.guestchat.invite.life.Allowance}.
 */
@NullMarked
package io.guestchat.invite.life;

import org.jspecify.annotations.NullMarked;
