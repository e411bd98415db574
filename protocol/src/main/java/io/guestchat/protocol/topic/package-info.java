/**
 * The records that services exchange in Kafka topics, and the topics' names. Who writes and who reads a topic stands with its
 * record; how it is written or read does not belong here.
 */
@NullMarked
package io.guestchat.protocol.topic;

import org.jspecify.annotations.NullMarked;
