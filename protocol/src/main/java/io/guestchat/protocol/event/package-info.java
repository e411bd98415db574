/**
 * What providers are told on {@link io.guestchat.protocol.topic.TopicNames#EVENTS}, as CloudEvents 1.0. Ids, times, statuses and
 * reasons may be in an event; never content, a claim, a token, a link, or an address.
 */
@NullMarked
package io.guestchat.protocol.event;

import org.jspecify.annotations.NullMarked;
