/** The whole suite in processes of its own, as {@code ./guestchat up} starts it, and what tests may do to it. */
@NullMarked
package io.guestchat.scenarios.suite;

import org.jspecify.annotations.NullMarked;
