package io.guestchat.relay.connection;

/** The sends of one socket that the log has not confirmed: when there are too many, nothing more is read from it. */
final class SendWindow {
    private final Connection connection;
    private final int most;
    private int unconfirmed;
    private boolean shut;

    SendWindow(Connection connection) {
        this.connection = connection;
        this.most = connection.rooms().limits.unconfirmedSends();
    }

    void appending() {
        unconfirmed++;
        if (unconfirmed >= most && !shut) {
            shut = true;
            connection.hold();
        }
    }

    /** The log has answered, one way or the other. */
    void answered() {
        unconfirmed--;
        if (shut && unconfirmed < most) {
            shut = false;
            connection.release();
        }
    }
}
