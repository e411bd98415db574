package io.guestchat.relay.connection;

/**
 * The states of a connection. Whatever happens ends in {@link Closed}; nothing leaves it.
 *
 * <pre>
 *              authenticate            valid                 view reached, all read
 *  Challenged ─────────────▶ Verifying ─────▶ Opening ─────────────────────────────▶ Live
 *      │ anything else 4401      │ bad 4401      │ ended 4410, view behind 1013        │ see {@link Live}
 *      │ 5 s 4408                │ 5 s 1013      │ replaced 4409                       │
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
        Opening opening(long newDeadline) {
            return new Opening(newDeadline);
        }
    }

    /** Known who it is; its conversations are being read. */
    record Opening(long deadline) implements ConnectionState {}

    record Closed() implements ConnectionState {}
}
