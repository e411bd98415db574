package io.guestchat.platform.signing;

/** A file that is not a usable signing key. The message says why, and holds nothing of the file. */
final class UnusableKey extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableKey(String reason) {
        super(reason, null, false, false);
    }
}
