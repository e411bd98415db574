/**
 * What providers are told of an invite's life: each change that stands in the log of invites becomes one event. Nothing is told
 * here that the log does not say.
 */
@NullMarked
package io.guestchat.invite.event;

import org.jspecify.annotations.NullMarked;
