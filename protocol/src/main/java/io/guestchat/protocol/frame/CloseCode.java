package io.guestchat.protocol.frame;

/** Why the relay closes a connection: WebSocket close codes (RFC 6455 section 7.4, and 4000–4999 for this protocol). */
public enum CloseCode {
    NORMAL(1000, "done"),
    GOING_AWAY(1001, "silent"),
    NOT_TEXT(1003, "text frames only"),
    TOO_BIG(1009, "frame too large"),
    SERVICE_RESTART(1012, "restarting, reconnect elsewhere"),
    TRY_AGAIN_LATER(1013, "try again later"),
    BAD_FRAME(4400, "not a frame of this protocol, or not now"),
    UNAUTHENTICATED(4401, "not authenticated"),
    FORBIDDEN(4403, "not your conversation"),
    TOO_SLOW(4408, "too slow"),
    REPLACED(4409, "replaced by a newer connection"),
    ENDED(4410, "the session has ended"),
    OVER_RATE(4429, "over the rate");

    private final short code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = (short) code;
        this.reason = reason;
    }

    public short code() {
        return code;
    }

    /** The text that goes with it. */
    public String reason() {
        return reason;
    }
}
