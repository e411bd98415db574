/**
 * A client of the relay: one socket of guestchat.v1, and on top of it what a client that never forgets does over many sockets:
 * it keeps what it said until that is accepted, says it again on any node, drops what it has stored already, acknowledges what
 * it has stored. It runs on one event loop, and costs little for each connection.
 *
 * <p>Belongs here: the behaviour of a client that keeps to the protocol. Does not: what is said, and judging what comes back.
 */
@NullMarked
package io.guestchat.scenarios.relay;

import org.jspecify.annotations.NullMarked;
