/** That {@code ./guestchat load} measures what it says; what it measured is told in docs/performance.md. */
@NullMarked
package io.guestchat.scenarios.load;

import org.jspecify.annotations.NullMarked;
