package io.guestchat.protocol.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why a conversation ended, as clients are told. */
public enum EndReason {
    /** The guest left. */
    @JsonProperty("left")
    LEFT("left"),
    /** The member's backend ended the conversation. */
    @JsonProperty("ended-by-member")
    ENDED_BY_MEMBER("ended-by-member"),
    /** Its invite was revoked. */
    @JsonProperty("revoked")
    REVOKED("revoked"),
    /** Nobody wrote for the conversation's idle time. */
    @JsonProperty("idle")
    IDLE("idle");

    private final String wire;

    EndReason(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
