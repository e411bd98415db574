package io.guestchat.protocol.topic;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a conversation can be written into. */
public enum SessionStatus {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("ended")
    ENDED
}
