package io.guestchat.protocol.topic;

import io.guestchat.protocol.id.ConversationId;

/**
 * Where a guest who is away is told that something waits: the value in {@link TopicNames#PUSH}. The session-service's own.
 *
 * @param endpoint of a push service (RFC 8030), as the browser named it. Secret: it never stands in a log
 * @param key      the public key that the browser subscribed with: the only one whose pushes it gets. An uncompressed P-256 point in
 *     base64url (RFC 8292)
 */
public record PushRecord(ConversationId conversationId, String endpoint, String key) {
    @Override
    public String toString() {
        return "PushRecord[" + conversationId + "]";
    }
}
