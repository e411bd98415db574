/**
 * Child processes that never outlive their parent: start, watch, stop; and free ports for them.
 *
 * <p>Belongs here: what is true of any child. Does not: what a certain child needs (its command, its readiness).
 */
@NullMarked
package io.guestchat.local.process;

import org.jspecify.annotations.NullMarked;
