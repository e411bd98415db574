package io.guestchat.platform.event;

import io.guestchat.protocol.event.GuestEvent;
import org.apache.kafka.common.header.Headers;

/**
 * An event that follows from a record.
 *
 * @param cause the record's headers: the event belongs to its trace
 */
public record Consequence(GuestEvent event, Headers cause) {}
