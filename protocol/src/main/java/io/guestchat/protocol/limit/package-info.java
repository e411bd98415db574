/** The protocol's table of limits. Only numbers live here; who enforces one reads it from here. */
@NullMarked
package io.guestchat.protocol.limit;

import org.jspecify.annotations.NullMarked;
