/**
 * Kafka and Redis for the integration tests of the services.
 *
 * <p>Belongs here: what a Quarkus test needs to reach them and to break them, a second node of its service, how it looks at the
 * spans that a service exports, and the switch between short and long forms of tests. Does not: fixtures of one service.
 */
@NullMarked
package io.guestchat.local.test;

import org.jspecify.annotations.NullMarked;
