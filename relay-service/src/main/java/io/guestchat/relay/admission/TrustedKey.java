package io.guestchat.relay.admission;

/** The key that a connection's token was signed with, while its signer publishes it. */
public final class TrustedKey {
    private volatile boolean revoked;

    TrustedKey() {}

    void revoke() {
        revoked = true;
    }

    /** Once revoked, for good. */
    public boolean isRevoked() {
        return revoked;
    }
}
