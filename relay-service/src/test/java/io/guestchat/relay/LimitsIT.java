package io.guestchat.relay;

import static io.guestchat.relay.RawPeer.FIN;
import static io.guestchat.relay.RawPeer.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.limit.Limits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of limits, and the close codes of WebSocket itself. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class LimitsIT {
    private static final Duration AGAIN = Duration.ofMillis(100);

    private static final byte[] NOTHING = {};

    @TestHTTPResource("/")
    URI base;

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void whatIsNoTextOfTheRightSizeCloses(int code, String what, byte[] bytes) {
        try (RawPeer guest = guest(TestWorld.redeemed())) {
            guest.write(bytes);
            assertEquals(code, guest.closeCode());
        }
    }

    static Stream<Arguments> whatIsNoTextOfTheRightSizeCloses() {
        byte[] half = new byte[Limits.FRAME_BYTES / 2 + 1];
        byte[] text = "{}".getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                Arguments.of(1000, "done", frame(FIN | RawPeer.CLOSE, new byte[] {3, (byte) 232})),
                Arguments.of(1002, "nothing to continue", frame(FIN | RawPeer.CONTINUATION, text)),
                Arguments.of(
                        1002, "text within a text", join(frame(RawPeer.TEXT, text), frame(FIN | RawPeer.TEXT, text))),
                Arguments.of(1002, "reserved bit", frame(FIN | 0x40 | RawPeer.TEXT, text)),
                Arguments.of(1002, "reserved opcode", frame(FIN | 0x3, text)),
                Arguments.of(1002, "ping in parts", frame(RawPeer.PING, NOTHING)),
                Arguments.of(1002, "large ping", frame(FIN | RawPeer.PING, new byte[126])),
                Arguments.of(1002, "unmasked", new byte[] {(byte) (FIN | RawPeer.TEXT), 2, '{', '}'}),
                Arguments.of(1003, "binary", frame(FIN | RawPeer.BINARY, text)),
                Arguments.of(1007, "not UTF-8", frame(FIN | RawPeer.TEXT, new byte[] {'{', (byte) 0xc0, (byte) 0x80})),
                Arguments.of(1009, "a frame", frame(FIN | RawPeer.TEXT, new byte[Limits.FRAME_BYTES + 1])),
                Arguments.of(
                        1009,
                        "a message in parts",
                        join(frame(RawPeer.TEXT, half), frame(FIN | RawPeer.CONTINUATION, half))));
    }

    @Test
    void aTextInPartsWithAPingBetweenThemIsRead() {
        TestWorld world = TestWorld.redeemed();
        try (RawPeer guest = guest(world)) {
            byte[] text = FrameCodec.write(new ClientFrame.Send(world.conversation, 1, Kind.APPLICATION, "AAAA"))
                    .getBytes(StandardCharsets.US_ASCII);
            guest.write(frame(RawPeer.TEXT, Arrays.copyOf(text, 20)));
            guest.write(frame(FIN | RawPeer.PING, new byte[] {'p'}));
            guest.write(frame(FIN | RawPeer.CONTINUATION, Arrays.copyOfRange(text, 20, text.length)));
            assertEquals(new RawPeer.Heard.Pong("p"), hearPong(guest));
            assertEquals(1, guest.next(RelayFrame.Accepted.class).n());
        }
    }

    private static RawPeer.Heard hearPong(RawPeer peer) {
        RawPeer.Heard heard = peer.hear();
        while (heard instanceof RawPeer.Heard.Text) {
            heard = peer.hear();
        }
        return heard;
    }

    @Test
    void tooManyFramesOfAGuestClose4429() {
        TestWorld world = TestWorld.redeemed();
        try (RawPeer guest = guest(world)) {
            guest.write(repeated(text(new ClientFrame.Ack(world.conversation, 0)), 5 * Limits.GUEST_FRAMES_PER_SECOND));
            assertEquals(4429, guest.closeCode());
        }
    }

    @Test
    void aMemberMaySendMoreThanAGuestButNotAnyNumber() {
        TestWorld world = TestWorld.redeemed();
        byte[] ack = text(new ClientFrame.Ack(world.conversation, 0));
        try (RawPeer member = RawPeer.live(base.getPort(), world, Side.MEMBER)) {
            member.write(repeated(ack, 5 * Limits.GUEST_FRAMES_PER_SECOND));
            member.say(new ClientFrame.Send(world.conversation, 1, Kind.APPLICATION, "AAAA"));
            assertEquals(1, member.next(RelayFrame.Accepted.class).n());
            member.write(repeated(ack, 5 * Limits.MEMBER_FRAMES_PER_SECOND));
            assertEquals(4429, member.closeCode());
        }
    }

    @Test
    void fragmentsCountAsFrames() {
        try (RawPeer guest = guest(TestWorld.redeemed())) {
            guest.write(frame(RawPeer.TEXT, new byte[] {'{'}));
            guest.write(repeated(frame(RawPeer.CONTINUATION, NOTHING), 20 * Limits.GUEST_FRAMES_PER_SECOND));
            guest.write(frame(FIN | RawPeer.CONTINUATION, new byte[] {'}'}));
            assertEquals(4429, guest.closeCode());
        }
    }

    @Test
    void tooManyPingsClose4429() {
        try (RawPeer guest = guest(TestWorld.redeemed())) {
            guest.write(repeated(frame(FIN | RawPeer.PING, NOTHING), 5 * Limits.PINGS_PER_SECOND));
            assertEquals(4429, guest.closeCode());
        }
    }

    @Test
    void tooManySignalsClose4429() {
        TestWorld world = TestWorld.redeemed();
        try (RawPeer guest = guest(world)) {
            guest.write(
                    repeated(text(new ClientFrame.Signal(world.conversation, "AAAA")), 5 * Limits.SIGNALS_PER_SECOND));
            assertEquals(4429, guest.closeCode());
        }
    }

    @Test
    void aSignalOverItsSizeIsRefused() {
        TestWorld world = TestWorld.redeemed();
        try (RawPeer guest = guest(world)) {
            guest.say(new ClientFrame.Signal(world.conversation, "A".repeat(Limits.SIGNAL_BYTES + 1)));
            assertEquals(ErrorCode.TOO_LARGE, guest.next(RelayFrame.Error.class).code());
            guest.say(new ClientFrame.Signal(world.conversation, "é".repeat(Limits.SIGNAL_BYTES / 2 + 1)));
            assertEquals(ErrorCode.TOO_LARGE, guest.next(RelayFrame.Error.class).code());
        }
    }

    @Test
    void aThousandRefusedSendsClose4429() {
        TestWorld world = TestWorld.redeemed();
        try (RawPeer member = RawPeer.live(base.getPort(), world, Side.MEMBER)) {
            long n = 0;
            int refused = 0;
            while (refused <= Limits.SEND_REFUSALS_PER_MINUTE) {
                member.say(new ClientFrame.Send(world.conversation, n + 1, Kind.APPLICATION, "AAAA"));
                switch (member.hear()) {
                    case RawPeer.Heard.Text text
                    when RawPeer.checked(text.text()) instanceof RelayFrame.Error -> refused++;
                    case RawPeer.Heard.Text text -> n++;
                    case RawPeer.Heard.Pong pong -> throw new AssertionError();
                    case RawPeer.Heard.Closed closed -> {
                        assertEquals(4429, closed.code());
                        assertEquals(Limits.SEND_REFUSALS_PER_MINUTE, refused);
                        return;
                    }
                }
            }
            assertEquals(4429, member.closeCode());
        }
    }

    @Test
    void withAFullWindowNothingMoreIsRead() {
        // Given a guest of whom the fill of its peer's mailbox is known
        TestWorld world = TestWorld.redeemed();
        try (RawPeer guest = guest(world)) {
            guest.say(new ClientFrame.Send(world.conversation, 1, Kind.APPLICATION, "AAAA"));
            guest.next(RelayFrame.Accepted.class);
            // When it sends as many as may be unconfirmed, and then one with a gap
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int n = 2; n < 2 + Limits.UNCONFIRMED_SENDS; n++) {
                all.writeBytes(text(new ClientFrame.Send(world.conversation, n, Kind.APPLICATION, "AAAA")));
            }
            all.writeBytes(text(new ClientFrame.Send(world.conversation, 1_000, Kind.APPLICATION, "AAAA")));
            guest.write(all.toByteArray());
            // Then the gap is looked at only once something was confirmed
            assertTrue(RawPeer.checked(((RawPeer.Heard.Text) guest.hear()).text()) instanceof RelayFrame.Accepted);
            assertEquals(ErrorCode.N_GAP, guest.next(RelayFrame.Error.class).code());
        }
    }

    @Test
    void aMailboxIsFullByItsBytes() {
        // Given all but two of the bytes that may wait for the member
        TestWorld world = TestWorld.redeemed();
        int envelopes = Limits.MAILBOX_BYTES / Limits.PAYLOAD_BYTES;
        for (int n = 1; n < envelopes; n++) {
            world.append(n, Kind.APPLICATION, new byte[Limits.PAYLOAD_BYTES]);
        }
        world.append(envelopes, Kind.APPLICATION, new byte[Limits.PAYLOAD_BYTES - 2]);
        try (RawPeer guest = guest(world)) {
            // When three are sent, and then two
            guest.say(send(world, envelopes + 1, Kind.APPLICATION, 3));
            assertEquals(
                    ErrorCode.MAILBOX_FULL, guest.next(RelayFrame.Error.class).code());
            guest.say(send(world, envelopes + 1, Kind.APPLICATION, 2));
            // Then the two are accepted
            assertEquals(envelopes + 1, guest.next(RelayFrame.Accepted.class).n());
        }
    }

    @Test
    void aHandshakeNeedsRoomForItsEchoToo() {
        // Given a thousand handshakes of the guest that the member has acknowledged, and the guest has not
        TestWorld world = TestWorld.redeemed();
        for (int n = 1; n <= Limits.MAILBOX_ENVELOPES; n++) {
            world.append(n, Kind.HANDSHAKE, new byte[] {1});
        }
        try (RawPeer member = RawPeer.live(base.getPort(), world, Side.MEMBER)) {
            member.say(new ClientFrame.Ack(world.conversation, last(member, Limits.MAILBOX_ENVELOPES)));
            try (RawPeer guest = guest(world)) {
                long last = last(guest, Limits.MAILBOX_ENVELOPES);
                // When it sends an application message, which has no echo, and a handshake
                acceptedAtLast(guest, send(world, Limits.MAILBOX_ENVELOPES + 1, Kind.APPLICATION, 1));
                guest.say(send(world, Limits.MAILBOX_ENVELOPES + 2, Kind.HANDSHAKE, 1));
                // Then the handshake is refused until the guest has acknowledged its echoes
                assertEquals(
                        ErrorCode.MAILBOX_FULL,
                        guest.next(RelayFrame.Error.class).code());
                guest.say(new ClientFrame.Ack(world.conversation, last));
                acceptedAtLast(guest, send(world, Limits.MAILBOX_ENVELOPES + 2, Kind.HANDSHAKE, 1));
            }
        }
    }

    /** An acknowledgement takes effect in the view a moment later; until then it is sent as often as the rate of frames allows. */
    private static void acceptedAtLast(RawPeer peer, ClientFrame.Send send) {
        while (true) {
            peer.say(send);
            RelayFrame answer = peer.next(RelayFrame.class);
            while (!(answer instanceof RelayFrame.Accepted) && !(answer instanceof RelayFrame.Error)) {
                answer = peer.next(RelayFrame.class);
            }
            if (answer instanceof RelayFrame.Accepted) {
                return;
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        }
    }

    private static long last(RawPeer peer, int count) {
        long seq = 0;
        for (int i = 0; i < count; i++) {
            RelayFrame.Deliver next = peer.next(RelayFrame.Deliver.class);
            assertTrue(next.seq() > seq);
            seq = next.seq();
        }
        return seq;
    }

    @Test
    void anAddressMayHoldFiftyConnections() {
        List<RawPeer> open = new ArrayList<>();
        try {
            RawPeer next = RawPeer.handshake(base.getPort());
            while (next.answered() == 101 && open.size() <= Limits.CONNECTIONS_PER_ADDRESS) {
                open.add(next);
                next = RawPeer.handshake(base.getPort());
            }
            assertEquals(429, next.answered());
            next.close();
            assertTrue(open.size() <= Limits.CONNECTIONS_PER_ADDRESS, () -> open.size() + " were open");
            // When one goes, another may come
            open.removeLast().close();
            next = RawPeer.handshake(base.getPort());
            while (next.answered() == 429) {
                next.close();
                next = RawPeer.handshake(base.getPort());
            }
            assertEquals(101, next.answered());
            open.add(next);
        } finally {
            open.forEach(RawPeer::close);
        }
    }

    @Test
    void aMemberHasFiveHundredConversationsOnOneConnection() {
        // Given
        TestWorld first = TestWorld.redeemed();
        List<TestWorld> worlds = new ArrayList<>(List.of(first));
        while (worlds.size() < Limits.CONVERSATIONS_PER_MEMBER) {
            worlds.add(TestWorld.redeemedFrom(first.member));
        }
        try (RawPeer member = RawPeer.connect(base.getPort())) {
            // When
            member.say(member.answer(first, Side.MEMBER));
            RelayFrame.Ready ready = member.next(RelayFrame.Ready.class);
            // Then all are there, and each delivers; so does a new one
            assertEquals(Limits.CONVERSATIONS_PER_MEMBER, ready.conversations().size());
            worlds.add(TestWorld.redeemedFrom(first.member));
            assertEquals(
                    worlds.getLast().conversation,
                    member.next(RelayFrame.Conversation.class).id());
            worlds.forEach(world -> world.append(1, "hello"));
            Set<ConversationId> delivered = new HashSet<>();
            while (delivered.size() < worlds.size()) {
                assertTrue(delivered.add(member.next(RelayFrame.Deliver.class).conversation()));
            }
        }
        // And of one more than that, the oldest is left out, or rather one that has ended
        assertEquals(first.conversation, leftOut(worlds));
        worlds.get(1).end(EndReason.LEFT);
        assertEquals(worlds.get(1).conversation, leftOut(worlds));
    }

    private ConversationId leftOut(List<TestWorld> worlds) {
        try (RawPeer member = RawPeer.connect(base.getPort())) {
            member.say(member.answer(worlds.getFirst(), Side.MEMBER));
            Set<ConversationId> all = worlds.stream().map(w -> w.conversation).collect(Collectors.toSet());
            member.next(RelayFrame.Ready.class).conversations().forEach(carried -> all.remove(carried.id()));
            assertEquals(1, all.size());
            return all.iterator().next();
        }
    }

    private RawPeer guest(TestWorld world) {
        return RawPeer.live(base.getPort(), world, Side.GUEST);
    }

    private static ClientFrame.Send send(TestWorld world, long n, Kind kind, int bytes) {
        return new ClientFrame.Send(world.conversation, n, kind, Base64Url.encode(new byte[bytes]));
    }

    private static byte[] text(ClientFrame frame) {
        return frame(FIN | RawPeer.TEXT, FrameCodec.write(frame).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] repeated(byte[] bytes, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
