package io.guestchat.protocol.token;

/** The keys to verify a token with cannot be read now: nothing is known about the token. */
public final class KeysUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeysUnavailable() {
        super("verification keys cannot be read");
    }
}
