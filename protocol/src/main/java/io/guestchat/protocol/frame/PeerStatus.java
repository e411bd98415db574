package io.guestchat.protocol.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether the other side holds a connection. */
public enum PeerStatus {
    @JsonProperty("online")
    ONLINE("online"),
    @JsonProperty("offline")
    OFFLINE("offline");

    private final String wire;

    PeerStatus(String wire) {
        this.wire = wire;
    }

    /** As it stands in a frame. */
    @JsonValue
    public String wire() {
        return wire;
    }
}
