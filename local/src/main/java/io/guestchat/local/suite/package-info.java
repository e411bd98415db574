/**
 * The whole suite as processes of this machine: {@code ./guestchat up}.
 *
 * <p>Belongs here: options, ports, keys made for one run, the services' settings, their start in order, readiness and end.
 * Does not: how Kafka, Redis or a process as such is started (see the packages above and {@code process}), product logic.
 */
@NullMarked
package io.guestchat.local.suite;

import org.jspecify.annotations.NullMarked;
