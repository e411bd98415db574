/**
 * From {@code send} to mailbox: which n comes next, the envelope as the log has it, and the materialiser, which applies the
 * log to the mailboxes. An envelope's payload is carried as it came; nothing here decodes it. Sockets are not known here.
 */
@NullMarked
package io.guestchat.relay.envelope;

import org.jspecify.annotations.NullMarked;
