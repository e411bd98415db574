package io.guestchat.relay.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.Side;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    @Test
    void isReadAsWritten() {
        byte[] bytes = Envelope.write(Side.GUEST, 7, Kind.HANDSHAKE, "AAEC", 1_700_000_000_123L);
        Envelope read = Envelope.read(bytes, 0);
        assertEquals(Side.GUEST, read.from());
        assertEquals(Kind.HANDSHAKE, read.kind());
        assertEquals(7, read.n());
        assertEquals("AAEC", read.payload());
        assertEquals(3, read.size());
        assertEquals(1_700_000_000_123L, read.atMs());
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = Envelope.write(Side.MEMBER, 1, Kind.APPLICATION, "AA", 0);
        bytes[0] = 2;
        assertThrows(IllegalArgumentException.class, () -> Envelope.read(bytes, 0));
        assertThrows(IllegalArgumentException.class, () -> Envelope.read(new byte[5], 0));
    }
}
