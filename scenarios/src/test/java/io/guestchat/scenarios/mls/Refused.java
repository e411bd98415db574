package io.guestchat.scenarios.mls;

/** What the protocol tells a client not to accept. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
        super(reason);
    }

    Refused(Exception cause) {
        super(cause);
    }
}
