package io.guestchat.relay.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.Side;
import io.guestchat.relay.envelope.Envelope;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakeTest {
    @Test
    void anArrivalBringsTheEnvelope() {
        byte[] envelope = Envelope.write(Side.MEMBER, 3, Kind.APPLICATION, "LCws", 5);
        Wake wake = Wake.read(Buffer.buffer("e17,123456789,").appendBytes(envelope));
        Wake.Arrived arrived = assertInstanceOf(Wake.Arrived.class, wake);
        assertEquals(17, arrived.previous());
        assertEquals(123_456_789, arrived.seq());
        assertEquals("LCws", arrived.envelope().payload());
        assertEquals(3, arrived.envelope().n());
    }

    @Test
    void theOthersToo() {
        assertEquals(new Wake.Delivered(9, new Fill(2, 512)), Wake.read(Buffer.buffer("d9,2,512")));
        assertEquals(new Wake.StatusChanged(), Wake.read(Buffer.buffer("s")));
        assertEquals(new Wake.Alerted(AlertCode.REDEEM_ATTEMPT), Wake.read(Buffer.buffer("aredeem-attempt")));
        assertEquals(new Wake.PeerPresence("n1"), Wake.read(Buffer.buffer("pn1")));
        assertEquals(new Wake.PeerPresence(null), Wake.read(Buffer.buffer("p")));
        assertEquals(new Wake.Signalled("typing"), Wake.read(Buffer.buffer("gtyping")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "z", "e1", "e1,2,", "anews"})
    void anythingElseIsRefused(String message) {
        assertThrows(IllegalArgumentException.class, () -> Wake.read(Buffer.buffer(message)));
    }
}
