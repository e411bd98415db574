/**
 * Relays as processes, without the rest of the suite: what opens conversations and signs tokens in the place of the session-service
 * and of a tenant, and how a relay is started, asked whether it is ready, and ended.
 *
 * <p>Belongs here: what runs of faults and of load both need. Does not: Kafka and Redis, which they run in different ways; what a
 * client does.
 */
@NullMarked
package io.guestchat.scenarios.stage;

import org.jspecify.annotations.NullMarked;
