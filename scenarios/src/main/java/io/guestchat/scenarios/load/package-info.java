/**
 * {@code ./guestchat load}: what the relay carries, how fast, and what each message costs, with Kafka and Redis as processes of the
 * same machine; and beside it, in the same minutes, yardsticks that do less.
 *
 * <p>Belongs here: loads, and what is measured of them. Does not: whether the contract holds while something fails, which
 * {@code faults} is for. A load that loses, doubles or reorders a message has no figures.
 */
@NullMarked
package io.guestchat.scenarios.load;

import org.jspecify.annotations.NullMarked;
