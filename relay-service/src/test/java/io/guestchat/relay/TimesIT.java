package io.guestchat.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.limit.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a connection is closed for in time; the times are a tenth of the defaults, or less. */
@QuarkusTest
@TestProfile(TimesIT.Short.class)
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class TimesIT {
    /** Envelopes that are more than a connection and the kernel together hold for a client that does not read. */
    private static final int MANY = 400;

    private static final long PATIENCE_MS = 15_000;

    private static final byte[] LARGE = new byte[Limits.PAYLOAD_BYTES];

    /** Nothing a test waits for takes minutes. */
    public static final class Short implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "guestchat.relay.limits.authenticate-within", "1s",
                    "guestchat.relay.limits.ping-every", "500ms",
                    "guestchat.relay.limits.silence", "6s",
                    "guestchat.relay.limits.unread", "1s");
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Inject
    MeterRegistry metrics;

    @Test
    void whoDoesNotAuthenticateIsTooSlow() {
        try (RawPeer stranger = RawPeer.connect(base.getPort())) {
            assertEquals(CloseCode.TOO_SLOW.code(), stranger.closeCode());
        }
    }

    @Test
    void whoAnswersPingsStaysAndWhoDoesNotIsSilent() {
        // Given two guests of whom one answers no ping
        TestWorld world = TestWorld.redeemed();
        try (RawPeer silent = RawPeer.live(base.getPort(), TestWorld.redeemed(), Side.GUEST);
                TestPeer awake = TestPeer.guest(base.getPort(), world)) {
            silent.answersNoPings();
            // Then that one is closed, and the other is not
            assertEquals(CloseCode.GOING_AWAY.code(), silent.closeCode());
            awake.send(1, "still here");
            awake.accepted(1);
        }
    }

    @Test
    void whoDoesNotReadIsTooSlowAndLosesNothing() {
        // Given more for the member than fits into any buffer
        TestWorld world = TestWorld.redeemed();
        for (int n = 1; n <= MANY; n++) {
            world.append(n, Kind.APPLICATION, LARGE);
        }
        double before = closed("4408");
        try (RawPeer member = RawPeer.live(base.getPort(), world, Side.MEMBER)) {
            // When it reads nothing until it has been closed
            TestLog.await(PATIENCE_MS, () -> assertTrue(closed("4408") > before, "no connection was closed with 4408"));
            assertTrue(readToTheEnd(member) < MANY);
        }
        // Then it has all of it when it returns
        try (RawPeer member = RawPeer.live(base.getPort(), world, Side.MEMBER)) {
            for (int n = 1; n <= MANY; n++) {
                assertEquals(n, member.next(RelayFrame.Deliver.class).n());
            }
        }
    }

    private double closed(String code) {
        return metrics.counter("guestchat.relay.connections.closed", "code", code)
                .count();
    }

    /** How many envelopes had been written before the connection was closed. */
    private static int readToTheEnd(RawPeer member) {
        int delivered = 0;
        RawPeer.Heard heard = member.hear();
        while (heard instanceof RawPeer.Heard.Text text) {
            delivered += RawPeer.checked(text.text()) instanceof RelayFrame.Deliver ? 1 : 0;
            heard = member.hear();
        }
        assertEquals(new RawPeer.Heard.Closed(CloseCode.TOO_SLOW.code()), heard);
        return delivered;
    }
}
