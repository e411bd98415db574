/**
 * {@code ./guestchat faults}: relays, brokers and Redis as processes, conversations that go on all the time, and one fault after the
 * other, drawn from a seed. What the clients noticed is written down and judged by {@code check}.
 *
 * <p>Belongs here: what is broken and how it is repaired. Does not: what a client does, and what the relay owes it.
 */
@NullMarked
package io.guestchat.scenarios.faults;

import org.jspecify.annotations.NullMarked;
