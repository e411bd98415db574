package io.guestchat.invite.life;

import com.fasterxml.jackson.annotation.JsonValue;
import io.guestchat.protocol.InvalidValue;

/**
 * Where an invite's life stands, as its backend is told:
 *
 * <pre>
 * active ──▶ redeemed ──▶ revoked
 *   ├───────────────────────▲
 *   └──▶ expired ───────────┘   (revoking is always possible and always wins)
 * </pre>
 */
public enum Status {
    ACTIVE("active"),
    REDEEMED("redeemed"),
    REVOKED("revoked"),
    EXPIRED("expired");

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    /** @throws InvalidValue if there is no such status */
    public static Status parse(String wire) {
        for (Status status : values()) {
            if (status.wire.equals(wire)) {
                return status;
            }
        }
        throw new InvalidValue("must be active, redeemed, revoked or expired");
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
