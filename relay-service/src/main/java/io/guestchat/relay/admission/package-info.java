/**
 * Everything before the first {@code ready} that can refuse a connection: the handshake's form and origin, how many
 * connections an address has, who somebody is. What a connection does afterwards is not known here.
 */
@NullMarked
package io.guestchat.relay.admission;

import org.jspecify.annotations.NullMarked;
