/**
 * Who calls: a tenant's backend, by its token alone. Everything that a request passes before its first look at an invite;
 * nothing of what it asks for may be looked at here.
 */
@NullMarked
package io.guestchat.invite.admission;

import org.jspecify.annotations.NullMarked;
