/**
 * Judges a run of the relay by what its clients noticed, and by nothing else: whether the delivery contract was kept, and how soon
 * conversations went on after something was repaired. It reads {@code history}, and shares nothing with the client that wrote it.
 */
@NullMarked
package io.guestchat.scenarios.check;

import org.jspecify.annotations.NullMarked;
