/**
 * The fault run as a test, and the proof that it finds something: relays into which a bug was planted, by a patch of their own source.
 */
@NullMarked
package io.guestchat.scenarios.faults;

import org.jspecify.annotations.NullMarked;
