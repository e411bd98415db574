/**
 * The relay: the WebSocket that members and guests talk through, the log of their envelopes, and the mailboxes that are the
 * log's view in Redis. It never looks inside a payload.
 *
 * <p>The path of one message: {@code connection} reads a {@code send}, {@code envelope} gives it its place in the log, the
 * node that owns the log's partition applies it to {@code mailbox}, and the node that holds the recipient's socket hears of
 * it on the mailbox's channel and writes it out. {@code log} is the way to and from Kafka; nobody else knows it.
 */
@NullMarked
package io.guestchat.relay;

import org.jspecify.annotations.NullMarked;
