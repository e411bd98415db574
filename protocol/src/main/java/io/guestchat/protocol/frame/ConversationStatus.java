package io.guestchat.protocol.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a conversation can be written into. */
public enum ConversationStatus {
    @JsonProperty("open")
    OPEN("open"),
    @JsonProperty("ended")
    ENDED("ended");

    private final String wire;

    ConversationStatus(String wire) {
        this.wire = wire;
    }

    /** As it stands in a frame. */
    @JsonValue
    public String wire() {
        return wire;
    }
}
