package io.guestchat.relay.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    private static Acknowledgement ack(long seq, long peerN, long ownN) {
        return new Acknowledgement(ConversationId.parse("AAAAAAAAAAAAAAAAAAAAAA"), Side.GUEST, seq, peerN, ownN);
    }

    @Test
    void isReadAsWritten() {
        Acknowledgement ack = ack(12, 3, 4);
        assertEquals(ack, Acknowledgement.read(ack.key(), ack.value()));
    }

    @Test
    void aHigherOneCoversThoseBefore() {
        assertEquals(ack(12, 3, 4), ack(10, 2, 4).then(ack(12, 3, 4)));
        // of another socket, which knew of less
        assertEquals(ack(12, 3, 4), ack(10, 3, 4).then(ack(12, 0, 1)));
    }

    @Test
    void oneThatIsNotHigherChangesNothing() {
        assertEquals(ack(12, 3, 4), ack(12, 3, 4).then(ack(12, 5, 6)));
        assertEquals(ack(12, 3, 4), ack(12, 3, 4).then(ack(11, 5, 6)));
    }

    @Test
    void anythingElseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Acknowledgement.read("x", new byte[] {'1'}));
    }
}
