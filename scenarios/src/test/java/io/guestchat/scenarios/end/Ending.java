package io.guestchat.scenarios.end;

import io.guestchat.protocol.frame.EndReason;

/** Who ends a conversation, and how. */
enum Ending {
    THE_GUEST_LEAVES(EndReason.LEFT),
    THE_BACKEND_ENDS_THE_CONVERSATION(EndReason.ENDED_BY_MEMBER),
    THE_BACKEND_REVOKES_THE_INVITE(EndReason.REVOKED);

    private final EndReason reason;

    Ending(EndReason reason) {
        this.reason = reason;
    }

    /** What both sides are told. */
    EndReason reason() {
        return reason;
    }
}
