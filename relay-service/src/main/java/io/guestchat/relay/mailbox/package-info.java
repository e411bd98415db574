/**
 * What a side has not acknowledged yet: reading it, acknowledging it, and the channel on which its sockets hear of what is
 * new. Putting envelopes in is the materialiser's; sockets are not known here.
 */
@NullMarked
package io.guestchat.relay.mailbox;

import org.jspecify.annotations.NullMarked;
