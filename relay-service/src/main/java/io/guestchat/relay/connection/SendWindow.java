package io.guestchat.relay.connection;

import io.guestchat.protocol.limit.Limits;

/** The sends of one socket that the log has not confirmed: when there are too many, nothing more is read from it. */
final class SendWindow {
    private final Connection connection;
    private int unconfirmed;
    private boolean shut;

    SendWindow(Connection connection) {
        this.connection = connection;
    }

    void appending() {
        unconfirmed++;
        if (unconfirmed >= Limits.UNCONFIRMED_SENDS && !shut) {
            shut = true;
            connection.hold();
        }
    }

    /** The log has answered, one way or the other. */
    void answered() {
        unconfirmed--;
        if (shut && unconfirmed < Limits.UNCONFIRMED_SENDS) {
            shut = false;
            connection.release();
        }
    }
}
