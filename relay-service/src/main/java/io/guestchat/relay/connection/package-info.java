/**
 * The socket and its sealed states: what may come in and go out when, how fast, and how it ends. What frames bring about is
 * asked of the other rooms; Kafka and Redis' keys are not known here.
 */
@NullMarked
package io.guestchat.relay.connection;

import org.jspecify.annotations.NullMarked;
