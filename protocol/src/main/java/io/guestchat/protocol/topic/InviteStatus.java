package io.guestchat.protocol.topic;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an invite's life stands as far as the invite-service decides it. Redeemed is what guestchat.sessions says. */
public enum InviteStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("revoked")
    REVOKED,
    @JsonProperty("expired")
    EXPIRED
}
