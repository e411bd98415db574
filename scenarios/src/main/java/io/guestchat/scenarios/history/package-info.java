/**
 * What clients of the relay noticed, in the order in which they noticed it, as files: one of JSON lines for each client, and one of
 * what was done to the suite meanwhile. Who reads them needs nothing else.
 *
 * <p>Belongs here: the events, writing and reading them. Does not: what they mean.
 */
@NullMarked
package io.guestchat.scenarios.history;

import org.jspecify.annotations.NullMarked;
