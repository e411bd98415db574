package io.guestchat.protocol.problem;

/** Every problem the HTTP services answer with: its code, HTTP status and title. */
public enum ProblemCode {
    MALFORMED("malformed", 400, "The request is not of the documented form"),
    INVITE_INVALID("invite-invalid", 400, "This is not a valid invite token"),
    UNAUTHENTICATED("unauthenticated", 401, "Valid credentials are required"),
    DPOP_INVALID("dpop-invalid", 401, "The DPoP proof was refused"),
    USE_DPOP_NONCE("use_dpop_nonce", 401, "A DPoP proof with the given nonce is required"),
    FORBIDDEN("forbidden", 403, "Not allowed"),
    NOT_FOUND("not-found", 404, "Not found"),
    INVITE_UNKNOWN("invite-unknown", 404, "No such invite"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable representation"),
    TOO_SLOW("too-slow", 408, "The request did not arrive in time"),
    INVITE_CONFLICT("invite-conflict", 409, "The invite exists with other values"),
    INVITE_USED("invite-used", 410, "The invite has been used"),
    INVITE_EXPIRED("invite-expired", 410, "The invite has expired"),
    INVITE_REVOKED("invite-revoked", 410, "The invite has been revoked"),
    SESSION_ENDED("session-ended", 410, "The session has ended"),
    TOO_LARGE("too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
    INVALID("invalid", 422, "A value is out of range"),
    RATE_LIMITED("rate-limited", 429, "Too many requests"),
    QUOTA_EXCEEDED("quota-exceeded", 429, "The quota is used up"),
    INTERNAL("internal", 500, "Internal error"),
    UNAVAILABLE("unavailable", 503, "Temporarily unavailable");

    private final String code;
    private final int status;
    private final String title;

    ProblemCode(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    public String code() {
        return code;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The problem type URI: {@code urn:guestchat:problem:<code>}. */
    public String type() {
        return "urn:guestchat:problem:" + code;
    }
}
