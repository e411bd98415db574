/**
 * The calls that a tenant's backend makes, as the protocol names them: their form is checked here, and their answers are
 * written here. What becomes of them is decided in {@code life} and {@code listing}; HTTP is known nowhere behind this package.
 */
@NullMarked
package io.guestchat.invite.calls;

import org.jspecify.annotations.NullMarked;
