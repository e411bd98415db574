package io.guestchat.protocol.topic;

import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.limit.Limits;
import java.time.Instant;

/**
 * A conversation is alive: the value in {@link TopicNames#ACTIVITY}. Written by the relay only, read by the session-service.
 *
 * @param at when a send of either side was on its way into the log; the conversation's later sends are told of at the earliest
 *     {@link Limits#ACTIVITY_GRAIN} after it
 */
public record ActivityRecord(ConversationId conversationId, Instant at) {}
