package io.guestchat.protocol.token;

/** A token or proof that is not to be trusted. The message says which rule it broke, and holds nothing of the token. */
public final class TokenRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public TokenRefused(String rule) {
        super(rule, null, false, false);
    }
}
