/**
 * Who is connected, and signals between those who are: in Redis only, never in the log, and gone when nobody looks. Sockets
 * are not known here.
 */
@NullMarked
package io.guestchat.relay.presence;

import org.jspecify.annotations.NullMarked;
