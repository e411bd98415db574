package io.guestchat.relay;

import static io.guestchat.relay.RawPeer.FIN;
import static io.guestchat.relay.RawPeer.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.LongForm;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.relay.envelope.Envelope;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client writes, its connection is closed with a documented code or goes on as if nothing had been, nothing gets
 * into the log that was not rightly sent, and nothing of it is left behind. {@code -Dguestchat.long=true}: much more of it, from
 * another seed each time; {@code -Dguestchat.fuzz.seed} repeats one.
 */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class FrameFuzzIT {
    private static final int LANES = 8;
    private static final int PIECES = 4;
    /** A client's mistakes have these; {@link RawPeer#NO_CODE} answers a close frame without one. */
    private static final Set<Integer> CODES =
            Set.of(1000, 1002, 1003, RawPeer.NO_CODE, 1007, 1009, 4400, 4401, 4403, 4429);
    /** The client has left in the middle of a frame. */
    private static final int LEFT = -1;

    private static final int GOES_ON = 0;
    private static final long PATIENCE_MS = 15_000;

    private static final String PROBE = "probe";
    /** Beyond every n that is tried. */
    private static final long FAR = 1_000_000;

    @TestHTTPResource("/")
    URI base;

    private final Map<Integer, Integer> ends = new ConcurrentSkipListMap<>();

    @Test
    void nothingThatAClientWritesIsTooMuch() throws Exception {
        // Given
        long seed = Long.getLong(
                "guestchat.fuzz.seed",
                LongForm.asked() ? ThreadLocalRandom.current().nextInt() : 1);
        int rounds = LongForm.of(15, 4_000);
        System.out.println("fuzz seed=" + seed);

        // When
        long accepted = 0;
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Lane>> running = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                Lane lane = new Lane(seed * LANES + i);
                running.add(lanes.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        lane.round();
                    }
                    return lane;
                }));
            }
            for (Future<Lane> lane : running) {
                accepted += lane.get().judge();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + seed, e.getCause());
        }

        // Then
        System.out.println("fuzz ends=" + ends + " accepted=" + accepted);
        assertTrue(accepted > 0);
        assertTrue(ends.keySet().containsAll(Set.of(GOES_ON, 1002, 4400, 4401, 4403)), ends::toString);
        nothingIsLeft();
    }

    /** One conversation, in which one connection after the other is tried. */
    private final class Lane {
        private final TestWorld world = TestWorld.redeemed();
        private final TestWorld untouched = TestWorld.redeemed();
        private final Map<Side, Map<Long, Set<String>>> said =
                Map.of(Side.GUEST, new HashMap<>(), Side.MEMBER, new HashMap<>());
        private final FrameFuzzer fuzzer;
        private int rounds;
        private int probes;
        /** The n that comes next, as the last probe was told. */
        private long expected;

        Lane(long seed) {
            fuzzer = new FrameFuzzer(seed, world.conversation, untouched.conversation);
        }

        void round() {
            Side side = rounds % 2 == 0 ? Side.GUEST : Side.MEMBER;
            boolean stranger = rounds++ % 3 == 2;
            try (RawPeer peer = RawPeer.connect(base.getPort())) {
                ClientFrame.Authenticate answer = peer.answer(world, side);
                if (!stranger) {
                    letIn(peer, answer);
                }
                int end = fuzzer.chance(3) ? allAtOnce(peer, side, stranger) : oneByOne(peer, side, stranger);
                if (end == GOES_ON && stranger) {
                    end = admitted(peer, answer);
                }
                ends.merge(end, 1, Integer::sum);
                if (end == GOES_ON) {
                    sends(peer, side);
                }
            }
        }

        private void letIn(RawPeer peer, ClientFrame.Authenticate answer) {
            peer.say(answer);
            peer.next(RelayFrame.Ready.class);
        }

        /** A stranger that has not been closed is let in, unless a bad answer of its own was just being looked at. */
        private int admitted(RawPeer peer, ClientFrame.Authenticate answer) {
            peer.say(answer);
            return switch (peer.hear()) {
                case RawPeer.Heard.Text text -> {
                    assertInstanceOf(RelayFrame.Ready.class, RawPeer.checked(text.text()));
                    yield probe(peer, false);
                }
                case RawPeer.Heard.Pong pong -> throw new AssertionError("a pong that nobody asked for");
                case RawPeer.Heard.Closed closed -> {
                    assertEquals(CloseCode.UNAUTHENTICATED.code(), closed.code());
                    yield closed.code();
                }
            };
        }

        private int oneByOne(RawPeer peer, Side side, boolean stranger) {
            int end = GOES_ON;
            for (int i = 0; i < PIECES && end == GOES_ON; i++) {
                FrameFuzzer.Piece piece = write(peer, side, stranger);
                end = piece.last() ? LEFT : probe(peer, stranger);
            }
            assertTrue(end <= GOES_ON || CODES.contains(end), "closed with " + end);
            return end;
        }

        /** What is behind a mistake stays unread, and with it a closed socket may lose the code. */
        private int allAtOnce(RawPeer peer, Side side, boolean stranger) {
            for (int i = 0; i < PIECES; i++) {
                if (write(peer, side, stranger).last()) {
                    return LEFT;
                }
            }
            int end = probe(peer, stranger);
            assertTrue(end == GOES_ON || end == RawPeer.ABRUPT || CODES.contains(end), "closed with " + end);
            return end;
        }

        private FrameFuzzer.Piece write(RawPeer peer, Side side, boolean stranger) {
            FrameFuzzer.Piece piece = fuzzer.next();
            if (!stranger) {
                note(side, piece);
            }
            peer.write(piece.bytes());
            return piece;
        }

        private void note(Side side, FrameFuzzer.Piece piece) {
            if (piece.text() == null) {
                return;
            }
            try {
                if (FrameCodec.readClient(piece.text()) instanceof ClientFrame.Send send
                        && send.conversation().equals(world.conversation)
                        && send.payloadBytes() <= Limits.PAYLOAD_BYTES) {
                    said(side, send);
                }
            } catch (InvalidValue e) {
                // must not get anywhere
            }
        }

        private void said(Side side, ClientFrame.Send send) {
            said.get(side).computeIfAbsent(send.n(), n -> new HashSet<>()).add(send.payload());
        }

        /**
         * {@link #GOES_ON}, or how the connection was closed. A stranger's is asked by a ping, a side's by a send that leaves a gap:
         * for that it waits for its turn.
         */
        private int probe(RawPeer peer, boolean stranger) {
            long n = FAR + ++probes;
            if (stranger) {
                peer.write(frame(FIN | RawPeer.PING, PROBE.getBytes(StandardCharsets.US_ASCII)));
            } else {
                peer.say(new ClientFrame.Send(world.conversation, n, Kind.APPLICATION, "AAAA"));
            }
            while (true) {
                switch (peer.hear()) {
                    case RawPeer.Heard.Text text -> {
                        RelayFrame frame = RawPeer.checked(text.text());
                        assertFalse(stranger, () -> "a stranger was told " + frame);
                        if (frame instanceof RelayFrame.Error error && Objects.equals(error.n(), n)) {
                            assertEquals(ErrorCode.N_GAP, error.code());
                            expected = error.expected();
                            return GOES_ON;
                        }
                    }
                    case RawPeer.Heard.Pong pong
                    when stranger && pong.payload().equals(PROBE) -> {
                        return GOES_ON;
                    }
                    case RawPeer.Heard.Pong pong -> {
                        // of a ping before
                    }
                    case RawPeer.Heard.Closed closed -> {
                        return closed.code();
                    }
                }
            }
        }

        /** A connection that goes on does what it should: the send that comes next is accepted, or over the rate. */
        private void sends(RawPeer peer, Side side) {
            ClientFrame.Send next = new ClientFrame.Send(world.conversation, expected, Kind.APPLICATION, "AAAA");
            said(side, next);
            peer.say(next);
            RelayFrame answer = peer.next(RelayFrame.class);
            while (!isAbout(next.n(), answer)) {
                answer = peer.next(RelayFrame.class);
            }
        }

        private boolean isAbout(long n, RelayFrame answer) {
            return answer instanceof RelayFrame.Accepted accepted && accepted.n() >= n
                    || answer instanceof RelayFrame.Error error
                            && error.n() != null
                            && error.n() == n
                            && error.code() == ErrorCode.RATE_LIMITED;
        }

        /** How many were accepted. The log has each n once and in order, with bytes that were said under it; and nothing of whom nobody was let in for. */
        long judge() {
            assertEquals(List.of(), untouched.logged());
            Map<Side, Long> last = new TreeMap<>(Map.of(Side.GUEST, 0L, Side.MEMBER, 0L));
            for (Envelope envelope : world.logged()) {
                assertEquals(last.get(envelope.from()) + 1, envelope.n());
                last.put(envelope.from(), envelope.n());
                assertTrue(said.get(envelope.from())
                        .getOrDefault(envelope.n(), Set.of())
                        .contains(envelope.payload()));
            }
            return last.values().stream().mapToLong(n -> n).sum();
        }
    }

    /** Not a single connection is in memory a while after the last client has gone. */
    private static void nothingIsLeft() {
        TestLog.await(PATIENCE_MS, () -> assertEquals("", connections()));
    }

    /** Of the histogram of a full collection, the line of the connections. */
    private static String connections() {
        String histogram;
        try {
            histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
        return histogram
                .lines()
                .filter(line -> line.endsWith(" io.guestchat.relay.connection.Connection"))
                .findFirst()
                .orElse("");
    }
}
