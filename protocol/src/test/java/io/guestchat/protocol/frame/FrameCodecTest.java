package io.guestchat.protocol.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.ConversationId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
    private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final ConversationId CONVERSATION = ConversationId.parse(ID);

    @Test
    void readsEachFrameThatAClientMaySend() {
        assertEquals(
                new ClientFrame.Authenticate("t", "p"),
                FrameCodec.readClient("{\"type\":\"authenticate\",\"token\":\"t\",\"proof\":\"p\"}"));
        assertEquals(
                new ClientFrame.Authenticate("t", null),
                FrameCodec.readClient("{\"token\":\"t\",\"type\":\"authenticate\"}"));
        assertEquals(
                new ClientFrame.Send(CONVERSATION, 1, Kind.HANDSHAKE, "AAAA"),
                FrameCodec.readClient(send("\"n\":1,\"kind\":\"handshake\",\"payload\":\"AAAA\"")));
        assertEquals(
                new ClientFrame.Ack(CONVERSATION, 0),
                FrameCodec.readClient("{\"type\":\"ack\",\"conversation\":\"" + ID + "\",\"seq\":0}"));
        assertEquals(
                new ClientFrame.Signal(CONVERSATION, "typing"),
                FrameCodec.readClient("{\"type\":\"signal\",\"conversation\":\"" + ID + "\",\"payload\":\"typing\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"send\"",
                "{}",
                "{\"type\":\"unknown\"}",
                "{\"type\":\"ready\"}",
                "{\"type\":\"authenticate\"}",
                "{\"type\":\"authenticate\",\"token\":null}",
                "{\"type\":\"authenticate\",\"token\":1}",
                "{\"type\":\"authenticate\",\"token\":\"t\",\"more\":1}",
                "{\"type\":\"authenticate\",\"token\":\"t\",\"token\":\"u\"}",
                "{\"type\":\"authenticate\",\"token\":\"t\"} {}",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":\"1\"}",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":1.0}",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":-1}",
                "{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAB\",\"seq\":1}",
                "{\"type\":\"ack\",\"conversation\":\"short\",\"seq\":1}",
                "{\"type\":\"ack\",\"conversation\":[[[[[[]]]]]],\"seq\":1}"
            })
    void refusesWhatIsNotAFrameOfTheProtocol(String text) {
        assertThrows(InvalidValue.class, () -> FrameCodec.readClient(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":0,\"kind\":\"application\",\"payload\":\"AAAA\"",
                "\"n\":9007199254740992,\"kind\":\"application\",\"payload\":\"AAAA\"",
                "\"n\":1,\"kind\":\"other\",\"payload\":\"AAAA\"",
                "\"n\":1,\"kind\":0,\"payload\":\"AAAA\"",
                "\"n\":1,\"kind\":\"application\",\"payload\":\"\"",
                "\"n\":1,\"kind\":\"application\",\"payload\":\"AAA=\"",
                "\"n\":1,\"kind\":\"application\",\"payload\":\"AA+A\"",
                "\"n\":1,\"kind\":\"application\",\"payload\":\"AB\"",
                "\"kind\":\"application\",\"payload\":\"AAAA\""
            })
    void refusesASendWithAValueOutOfRange(String members) {
        assertThrows(InvalidValue.class, () -> FrameCodec.readClient(send(members)));
    }

    @Test
    void writesEachFrameOfTheRelayInTheWordsOfTheProtocol() {
        var ready = new RelayFrame.Ready(
                Side.GUEST,
                List.of(new RelayFrame.Position(CONVERSATION, ConversationStatus.OPEN, 3, 2, 17)),
                new RelayFrame.Limits(32768, 16384, 1024, 32, 60, 2));
        assertEquals(
                "{\"type\":\"ready\",\"side\":\"guest\",\"conversations\":[{\"id\":\"" + ID
                        + "\",\"status\":\"open\",\"accepted\":3,\"delivered\":2,\"acked\":17}],"
                        + "\"limits\":{\"frame\":32768,\"payload\":16384,\"signal\":1024,\"window\":32,\"burst\":60,\"rate\":2}}",
                FrameCodec.write(ready));
        assertEquals(
                "{\"type\":\"error\",\"code\":\"n-gap\",\"detail\":\"d\",\"conversation\":\"" + ID
                        + "\",\"n\":9,\"expected\":4}",
                FrameCodec.write(new RelayFrame.Error(ErrorCode.N_GAP, "d", CONVERSATION, 9L, 4L, null)));
        var deliver = new RelayFrame.Deliver(
                CONVERSATION, 5, Side.MEMBER, 1, Kind.APPLICATION, "AAAA", Instant.parse("2026-01-02T03:04:05Z"));
        assertEquals(deliver, FrameCodec.readRelay(FrameCodec.write(deliver)));
    }

    @Test
    void ignoresMembersOfRelayFramesThatItDoesNotKnow() {
        assertEquals(
                new RelayFrame.Challenge("x"),
                FrameCodec.readRelay("{\"type\":\"challenge\",\"nonce\":\"x\",\"later\":true}"));
    }

    private static String send(String members) {
        return "{\"type\":\"send\",\"conversation\":\"" + ID + "\"," + members + "}";
    }
}
