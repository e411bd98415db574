package io.guestchat.relay.connection;

import io.guestchat.relay.admission.Identity;
import java.time.Instant;

/**
 * The states of a connection. Whatever happens ends in {@link Closed}; nothing leaves it.
 *
 * <pre>
 *              authenticate            valid                 view reached, all read
 *  Challenged ─────────────▶ Verifying ─────▶ Opening ─────────────────────────────▶ Live
 *      │ anything else 4401      │ bad 4401      │ ended 4410, view behind 1013        │ see {@link Live}
 *      │ 5 s 4408                │ 5 s 4408      │ replaced 4409                       │
 *      └─────────────────────────┴───────────────┴──────────▶ Closed ◀─────────────────┘
 * </pre>
 */
sealed interface ConnectionState
        permits ConnectionState.Challenged,
                ConnectionState.Verifying,
                ConnectionState.Opening,
                ConnectionState.Closed,
                Live {
    /**
     * Waits for the answer to its challenge.
     *
     * @param deadline on the clock of {@link System#nanoTime()}
     */
    record Challenged(String nonce, long deadline) implements ConnectionState {
        Verifying verifying() {
            return new Verifying(deadline);
        }
    }

    /** Somebody looks at the token; nothing is read from the socket. */
    record Verifying(long deadline) implements ConnectionState {
        Opening opening(Identity identity, Instant expiresAt, long newDeadline) {
            return new Opening(identity, expiresAt, newDeadline);
        }
    }

    /** Known who it is; its conversations are being read. */
    record Opening(Identity identity, Instant expiresAt, long deadline) implements ConnectionState {}

    record Closed() implements ConnectionState {}
}
