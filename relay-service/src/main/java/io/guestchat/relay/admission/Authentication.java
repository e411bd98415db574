package io.guestchat.relay.admission;

import java.time.Instant;

/** What came of an {@code authenticate}. */
public sealed interface Authentication {
    /**
     * @param expiresAt of the token
     * @param key that it was signed with
     */
    record Authenticated(Identity identity, Instant expiresAt, TrustedKey key) implements Authentication {}

    /** @param rule which rule it broke, for the log; nothing of the token */
    record Refused(String rule) implements Authentication {}

    /** An operator has switched the tenant off. */
    record SwitchedOff() implements Authentication {}

    /** Keys or Redis are away: nothing is known. */
    record Undecided() implements Authentication {}
}
