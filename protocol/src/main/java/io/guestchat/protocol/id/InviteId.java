package io.guestchat.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guestchat.protocol.Base64Url;

/**
 * An invite's id: the 16 locator bytes of its link in base64url, 22 characters. The conversation that the invite opens has
 * the same id, and the MLS group too.
 */
public record InviteId(@JsonValue String value) {
    public static final int BYTES = 16;

    public InviteId {
        Base64Url.requireBytes(value, BYTES);
    }

    @JsonCreator
    public static InviteId parse(String value) {
        return new InviteId(value);
    }

    public ConversationId conversation() {
        return new ConversationId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
