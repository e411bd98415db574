/** The session-service as its callers see it: HTTP in front, real Kafka and Redis behind. */
@NullMarked
package io.guestchat.session;

import org.jspecify.annotations.NullMarked;
