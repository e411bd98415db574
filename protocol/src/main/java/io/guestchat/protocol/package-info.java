/**
 * The wire of guest chats as Java types: what {@code protocol/spec} says, and no more.
 *
 * <p>Here live ids, frames, token claims and their verification, topic records, problem and close codes, and the table of
 * limits. What may not live here: Quarkus, Kafka, Redis, private keys, and anything that decides what a service does.
 */
@NullMarked
package io.guestchat.protocol;

import org.jspecify.annotations.NullMarked;
