package io.guestchat.scenarios.load;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.relay.Credential;

/** One side of one conversation, and what its device knows from one connection to the next. On one event loop. */
final class Seat {
    private final ConversationId conversation;
    private final Side side;
    private final Credential credential;
    private final String payload;
    private final Times saidAt;
    private final Times peerSaidAt;
    /** Highest n that was sent, that was accepted, that the peer acknowledged; and the highest n of the peer. */
    long said;

    long accepted;
    long ticked;
    long heard;

    /**
     * Nothing has been said yet.
     *
     * @param payload base64url, of every send
     * @param saidAt when each of its n was to be sent
     * @param peerSaidAt the same of its peer
     */
    Seat(
            ConversationId conversation,
            Side side,
            Credential credential,
            String payload,
            Times saidAt,
            Times peerSaidAt) {
        this.conversation = conversation;
        this.side = side;
        this.credential = credential;
        this.payload = payload;
        this.saidAt = saidAt;
        this.peerSaidAt = peerSaidAt;
    }

    ConversationId conversation() {
        return conversation;
    }

    Side side() {
        return side;
    }

    Credential credential() {
        return credential;
    }

    String payload() {
        return payload;
    }

    Times saidAt() {
        return saidAt;
    }

    Times peerSaidAt() {
        return peerSaidAt;
    }
}
