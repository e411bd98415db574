/**
 * Web Push: a guest who is away is told that something waits, by the push service of their browser's maker (RFC 8030). What is pushed
 * is empty: that a message is there, and nothing of it, of the chat, or of who wrote.
 *
 * <pre>
 *   PUT, DELETE …/push        → guestchat.push (compacted) → the view in Redis
 *   guestchat.events:
 *     message.waiting (guest) → due, if there is a subscription   (told once in each absence: so is the guest)
 *     conversation.ended      → a tombstone
 *   each second, what is due  → POST to the push service
 *     2xx                     → done
 *     404, 410                → a tombstone: the browser has unsubscribed
 *     429, 5xx, no answer     → due again later, for a day after the message
 *     anything else           → counted and left: it is our mistake, and would be again
 * </pre>
 *
 * Subscriptions, and what is due, lie in the Redis slot of their conversation's partition; the node that applies the partition sends.
 * What is due is only there: who empties Redis loses pushes that were about to be sent. A push may come twice, after a crash between
 * the push service's answer and ours to Redis; the push service, and then the browser, shows two as one.
 *
 * <p>Endpoints come from strangers. They are {@code https:}, and are connected to at an address that was looked at and is public
 * ({@link io.guestchat.session.push.Addresses}); no redirect is followed, and nothing that is answered is read but status and {@code
 * Retry-After}. An endpoint is as good as a secret, and stands in no log.
 */
@NullMarked
package io.guestchat.session.push;

import org.jspecify.annotations.NullMarked;
