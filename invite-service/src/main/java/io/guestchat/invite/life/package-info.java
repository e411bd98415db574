/**
 * What an invite is, how it comes to be, when it ends, and the calls that make it so. Values are checked here, where they
 * enter. Kafka and Redis may not be known here: they stand behind {@link io.guestchat.invite.life.Invites},
 * {@link io.guestchat.invite.life.InviteLog} and {@link io.guestchat.invite.life.Allowance}.
 */
@NullMarked
package io.guestchat.invite.life;

import org.jspecify.annotations.NullMarked;
