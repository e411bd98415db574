package io.guestchat.protocol.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.ConversationId;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualSpellingTest {
    private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String SEND = "{\"type\":\"send\",\"conversation\":\"" + ID
            + "\",\"n\":12,\"kind\":\"application\",\"payload\":\"AAAA\"}";
    private static final String ACK = "{\"type\":\"ack\",\"conversation\":\"" + ID + "\",\"seq\":345}";
    private static final int DAMAGES = 20_000;

    @Test
    void readsWhatClientsWriteAllTheTime() {
        ConversationId conversation = ConversationId.parse(ID);
        assertEquals(new ClientFrame.Send(conversation, 12, Kind.APPLICATION, "AAAA"), UsualSpelling.read(SEND));
        assertEquals(
                new ClientFrame.Send(conversation, 12, Kind.HANDSHAKE, "AAAA"),
                UsualSpelling.read(SEND.replace("application", "handshake")));
        assertEquals(new ClientFrame.Ack(conversation, 345), UsualSpelling.read(ACK));
        assertEquals(new ClientFrame.Ack(conversation, 0), UsualSpelling.read(ACK.replace("345", "0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":01}",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":1.0}",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":}",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":1} ",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":1,\"more\":1}",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":18446744073709551617}",
                "{\"type\":\"ack\",\"conversation\":\"short\",\"seq\":1}",
                "{\"type\":\"signal\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"payload\":\"AAAA\"}"
            })
    void leavesEverythingElseToTheParser(String text) {
        assertNull(UsualSpelling.read(text));
    }

    /** Deny on doubt: whatever is read here, the parser would have read, and as the same. */
    @Test
    void agreesWithTheParserOnWhateverIsDamaged() {
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < DAMAGES; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? SEND : ACK);
            int at = random.nextInt(text.length());
            char c = "\"{}[],:\\ 01-_Aé".charAt(random.nextInt(15));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.insert(at, c);
                default -> text.deleteCharAt(at);
            }
            ClientFrame usual = UsualSpelling.read(text.toString());
            if (usual != null) {
                read++;
                // A space in front makes it unusual.
                assertEquals(Optional.of(usual), parsed(" " + text), text.toString());
            }
        }
        assertTrue(read > 0);
    }

    private static Optional<ClientFrame> parsed(String text) {
        try {
            return Optional.of(FrameCodec.readClient(text));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }
}
