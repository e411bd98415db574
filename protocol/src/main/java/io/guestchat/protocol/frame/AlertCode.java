package io.guestchat.protocol.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** What both sides are told once. */
public enum AlertCode {
    /** Somebody else held the whole link and tried to redeem it. */
    @JsonProperty("redeem-attempt")
    REDEEM_ATTEMPT("redeem-attempt"),
    /** Somebody who held the whole link asked for a new one. */
    @JsonProperty("link-requested")
    LINK_REQUESTED("link-requested");

    private final String wire;

    AlertCode(String wire) {
        this.wire = wire;
    }

    /** As it stands in a frame. */
    @JsonValue
    public String wire() {
        return wire;
    }
}
