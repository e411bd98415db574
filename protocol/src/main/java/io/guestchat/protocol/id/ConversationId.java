package io.guestchat.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guestchat.protocol.Base64Url;

/** A conversation's id, which is its invite's: 16 bytes in base64url, 22 characters. */
public record ConversationId(@JsonValue String value) {
    public ConversationId {
        Base64Url.requireBytes(value, InviteId.BYTES);
    }

    @JsonCreator
    public static ConversationId parse(String value) {
        return new ConversationId(value);
    }

    public InviteId invite() {
        return new InviteId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
