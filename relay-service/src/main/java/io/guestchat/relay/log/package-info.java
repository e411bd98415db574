/**
 * The way to and from Kafka: appending with the majority's confirmation, reading each partition in order from the position
 * that Redis has, where the log ends. What a record says, and what it does to Redis, belongs to its own package.
 *
 * <p>Redis keeps one position hash per partition with a field per topic: the offset that is read next. It shares the hash slot
 * of everything that is materialised from that partition, so that view and position can only move, or be lost, together. A
 * batch is applied by one script that first compares the position with the one that the batch continues from: an owner of the
 * partition that has been replaced, and does not know it yet, writes nothing.
 */
@NullMarked
package io.guestchat.relay.log;

import org.jspecify.annotations.NullMarked;
