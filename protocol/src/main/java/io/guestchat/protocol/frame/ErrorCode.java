package io.guestchat.protocol.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why a frame was refused while the connection stays. */
public enum ErrorCode {
    /** n is above the next one expected. */
    @JsonProperty("n-gap")
    N_GAP("n-gap"),
    /** Over the rate of sends. */
    @JsonProperty("rate-limited")
    RATE_LIMITED("rate-limited"),
    /** Payload or signal over its size. */
    @JsonProperty("too-large")
    TOO_LARGE("too-large"),
    /** The receiving mailbox has reached its quota. */
    @JsonProperty("mailbox-full")
    MAILBOX_FULL("mailbox-full"),
    /** The log cannot be reached, or the outcome is unknown: send the same n again. */
    @JsonProperty("unavailable")
    UNAVAILABLE("unavailable"),
    /** The conversation has ended. */
    @JsonProperty("not-open")
    NOT_OPEN("not-open");

    private final String wire;

    ErrorCode(String wire) {
        this.wire = wire;
    }

    /** As it stands in a frame. */
    @JsonValue
    public String wire() {
        return wire;
    }
}
