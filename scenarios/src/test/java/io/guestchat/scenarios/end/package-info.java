/** Conversations that end, from the call that ends them to both sides' sockets, and what is left of them. */
@NullMarked
package io.guestchat.scenarios.end;

import org.jspecify.annotations.NullMarked;
