/** Nonces, without anything around them. */
@NullMarked
package io.guestchat.session.proof;

import org.jspecify.annotations.NullMarked;
