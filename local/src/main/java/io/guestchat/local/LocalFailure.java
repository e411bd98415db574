package io.guestchat.local;

/** Something of the local suite could not be started or used; the message says what, why and what to do. */
public final class LocalFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message for a person at a terminal */
    public LocalFailure(String message) {
        super(message);
    }

    /**
     * @param message for a person at a terminal
     * @param cause what was thrown
     */
    public LocalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
