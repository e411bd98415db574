package io.guestchat.protocol.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** The two ends of a conversation. */
public enum Side {
    @JsonProperty("member")
    MEMBER("member"),
    @JsonProperty("guest")
    GUEST("guest");

    private final String wire;

    Side(String wire) {
        this.wire = wire;
    }

    /** As it stands in a frame. */
    @JsonValue
    public String wire() {
        return wire;
    }

    public Side other() {
        return this == MEMBER ? GUEST : MEMBER;
    }
}
