package io.guestchat.relay.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    private static Acknowledgement ack(long seq, long peerN, long ownN, long bytes) {
        return new Acknowledgement(ConversationId.parse("AAAAAAAAAAAAAAAAAAAAAA"), Side.GUEST, seq, peerN, ownN, bytes);
    }

    @Test
    void isReadAsWritten() {
        Acknowledgement ack = ack(12, 3, 4, 512);
        assertEquals(ack, Acknowledgement.read(ack.key(), ack.value()));
    }

    @Test
    void anOlderRelaysIsReadToo() {
        Acknowledgement ack = ack(12, 3, 4, 0);
        assertEquals(ack, Acknowledgement.read(ack.key(), "12,3,4".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aHigherOneCoversThoseBefore() {
        assertEquals(ack(12, 3, 4, 300), ack(10, 2, 4, 100).then(ack(12, 3, 4, 200)));
        // of another socket, which knew of less
        assertEquals(ack(12, 3, 4, 300), ack(10, 3, 4, 100).then(ack(12, 0, 1, 200)));
    }

    @Test
    void oneThatIsNotHigherChangesNothing() {
        assertEquals(ack(12, 3, 4, 1), ack(12, 3, 4, 1).then(ack(12, 5, 6, 1)));
        assertEquals(ack(12, 3, 4, 1), ack(12, 3, 4, 1).then(ack(11, 5, 6, 1)));
    }

    @Test
    void anythingElseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Acknowledgement.read("x", new byte[] {'1'}));
    }
}
