/** Ids, each a type of its own, parsed once where they enter. Nothing but identity lives here. */
@NullMarked
package io.guestchat.protocol.id;

import org.jspecify.annotations.NullMarked;
