/**
 * Who may talk: conversations as the session-service's topic tells of them, whose they are, whether they are open, what their
 * sides are to be alerted of. What is said in them, and sockets, are not known here.
 */
@NullMarked
package io.guestchat.relay.conversation;

import org.jspecify.annotations.NullMarked;
