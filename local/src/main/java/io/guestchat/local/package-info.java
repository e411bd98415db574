/**
 * A real Kafka and a real Redis on this machine, for tests and for {@code ./guestchat up}; no product logic.
 *
 * <p>Belongs here: starting, stopping and reaching the infrastructure, and its topics. Does not: the services (see
 * {@code suite}), starting of processes as such (see {@code process}).
 */
@NullMarked
package io.guestchat.local;

import org.jspecify.annotations.NullMarked;
