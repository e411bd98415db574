package io.guestchat.protocol.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an envelope holds, as far as a server may know. */
public enum Kind {
    /** To the other side. */
    @JsonProperty("application")
    APPLICATION("application"),
    /** MLS handshake: to both sides, the sender too. */
    @JsonProperty("handshake")
    HANDSHAKE("handshake");

    private final String wire;

    Kind(String wire) {
        this.wire = wire;
    }

    /** As it stands in a frame. */
    @JsonValue
    public String wire() {
        return wire;
    }
}
