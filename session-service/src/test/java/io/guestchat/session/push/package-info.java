/** Pushes, without Kafka and Redis. */
@NullMarked
package io.guestchat.session.push;

import org.jspecify.annotations.NullMarked;
