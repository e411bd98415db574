package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.relay.admission.Authentication;
import io.guestchat.relay.admission.Identity;
import io.guestchat.relay.admission.TrustedKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token of an open connection: a new one is asked for before it expires, and without one the connection ends; at once, when
 * the key that signed it is revoked, or its tenant switched off.
 */
final class Renewal {
    private final Connection connection;
    private final Identity identity;
    private Instant expiresAt;
    private TrustedKey key;
    /** Of the challenge that waits for an answer. */
    private @Nullable String nonce;

    Renewal(Connection connection, Authentication.Authenticated authenticated) {
        this.connection = connection;
        this.identity = authenticated.identity();
        this.expiresAt = authenticated.expiresAt();
        this.key = authenticated.key();
    }

    /** Does what is due by the clock. */
    void tick() {
        Instant now = Instant.now();
        if (key.isRevoked() || !now.isBefore(expiresAt.plus(Limits.CLOCK_LEEWAY))) {
            connection.close(CloseCode.UNAUTHENTICATED);
        } else if (connection.rooms().switches.isOff(identity.tenant())) {
            connection.close(CloseCode.TRY_AGAIN_LATER);
        } else if (nonce == null && now.isAfter(expiresAt.minus(Limits.CHALLENGE_BEFORE_EXPIRY))) {
            nonce = Connection.newNonce();
            connection.out().write(new RelayFrame.Challenge(nonce));
        }
    }

    void answered(ClientFrame.Authenticate frame) {
        String asked = nonce;
        if (asked == null) {
            connection.close(CloseCode.BAD_FRAME);
            return;
        }
        connection.hold();
        connection.on(
                connection.rooms().authenticator.authenticate(frame, asked),
                result -> {
                    nonce = null;
                    decided(result);
                    connection.release();
                },
                e -> connection.close(CloseCode.TRY_AGAIN_LATER));
    }

    private void decided(Authentication result) {
        switch (result) {
            case Authentication.Authenticated a
            when a.identity().equals(identity) -> {
                expiresAt = a.expiresAt();
                key = a.key();
            }
            case Authentication.Authenticated a -> connection.close(CloseCode.FORBIDDEN);
            case Authentication.Refused r -> connection.close(CloseCode.UNAUTHENTICATED);
            case Authentication.SwitchedOff off -> connection.close(CloseCode.TRY_AGAIN_LATER);
            case Authentication.Undecided u -> {
                // asked again at the next tick, until the old token expires
            }
        }
    }
}
