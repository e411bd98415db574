/**
 * How anything that goes wrong becomes a problem document (RFC 9457): the services' own refusals, the framework's errors, an
 * absent Kafka or Redis. Nothing of the caller's input and no stack trace is ever in an answer.
 */
@NullMarked
package io.guestchat.platform.problem;

import org.jspecify.annotations.NullMarked;
