package io.guestchat.relay.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    @Test
    void isReadAsWritten() {
        Acknowledgement ack = new Acknowledgement(ConversationId.parse("AAAAAAAAAAAAAAAAAAAAAA"), Side.GUEST, 12, 3, 4);
        assertEquals(ack, Acknowledgement.read(ack.key(), ack.value()));
    }

    @Test
    void anythingElseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Acknowledgement.read("x", new byte[] {'1'}));
    }
}
