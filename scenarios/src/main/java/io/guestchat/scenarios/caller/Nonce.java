package io.guestchat.scenarios.caller;

import org.jspecify.annotations.Nullable;

/** The nonce that the session-service wants in proofs (RFC 9449 section 8): the last that any of its nodes gave out. */
public final class Nonce {
    private volatile @Nullable String latest;

    /** Keeps the answer's nonce, if it has one. */
    public void heard(Answer answer) {
        if (answer.nonce() != null) {
            latest = answer.nonce();
        }
    }

    @Nullable
    String latest() {
        return latest;
    }
}
