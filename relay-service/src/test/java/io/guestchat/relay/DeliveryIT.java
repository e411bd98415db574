package io.guestchat.relay;

import static io.guestchat.relay.TestPeer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The delivery contract on one node: both ways, offline, order, acknowledgement. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class DeliveryIT {
    @TestHTTPResource("/")
    URI base;

    @Test
    void textGoesBothWays() {
        // Given both sides connected
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            // When each says something
            guest.send(1, "hello");
            guest.accepted(1);
            member.send(1, "welcome");
            member.accepted(1);
            // Then each has it
            RelayFrame.Deliver toMember = member.delivery();
            assertEquals("hello", text(toMember));
            assertEquals(Side.GUEST, toMember.from());
            assertEquals(1, toMember.n());
            RelayFrame.Deliver toGuest = guest.delivery();
            assertEquals("welcome", text(toGuest));
            assertTrue(toGuest.seq() > toMember.seq());
        }
    }

    @Test
    void whatIsSentToAnAbsentSideWaitsForIt() {
        // Given a guest alone
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            for (int n = 1; n <= 5; n++) {
                guest.send(n, "m" + n);
            }
            guest.accepted(5);
            // When the member connects later
            try (TestPeer member = TestPeer.member(base.getPort(), world)) {
                // Then it gets all, in order
                for (int n = 1; n <= 5; n++) {
                    assertEquals("m" + n, text(member.delivery()));
                }
            }
        }
    }

    @Test
    void acknowledgedEnvelopesAreGoneAndTheSenderIsTold() {
        // Given two envelopes delivered
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            guest.send(1, "one");
            guest.send(2, "two");
            guest.accepted(2);
            try (TestPeer member = TestPeer.member(base.getPort(), world)) {
                long first = member.delivery().seq();
                member.delivery();
                // When the first is acknowledged
                member.ack(first);
                // Then the guest is told, and only the second is presented again
                assertEquals(1, guest.next(RelayFrame.Delivered.class).n());
                try (TestPeer again = TestPeer.memberWithoutReady(base.getPort(), world)) {
                    RelayFrame.Position position = again.ready().conversations().getFirst();
                    assertEquals(first, position.acked());
                    assertEquals("two", text(again.delivery()));
                    assertEquals(4409, member.closeCode());
                }
            }
        }
        try (TestPeer guest = TestPeer.guestWithoutReady(base.getPort(), world)) {
            RelayFrame.Position position = guest.ready().conversations().getFirst();
            assertEquals(2, position.accepted());
            assertEquals(1, position.delivered());
        }
    }

    @Test
    void whoLeavesRightAfterAcknowledgingHasAcknowledged() {
        // Given
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            guest.send(1, "one");
            guest.send(2, "two");
            guest.accepted(2);
            // When the second acknowledgement comes while the first is on its way to the log, and the end with it
            TestPeer member = TestPeer.member(base.getPort(), world);
            long first = member.delivery().seq();
            long second = member.delivery().seq();
            member.ack(first);
            member.ack(second);
            member.leave();
            // Then
            guest.next(RelayFrame.Delivered.class, delivered -> delivered.n() == 2);
        }
    }

    @Test
    void aGapIsRefusedAndARepetitionGoesNowhere() {
        // Given n = 1 accepted
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            guest.send(1, "one");
            guest.accepted(1);
            // When n = 3 comes, n = 1 again with other bytes, and then n = 2
            guest.send(3, "three");
            guest.send(1, "changed");
            guest.send(2, "two");
            // Then the gap is named, the repetition accepted, and the member has one and two
            RelayFrame.Error error = guest.next(RelayFrame.Error.class);
            assertEquals(ErrorCode.N_GAP, error.code());
            assertEquals(2, error.expected());
            guest.accepted(2);
            assertEquals("one", text(member.delivery()));
            assertEquals("two", text(member.delivery()));
        }
    }

    @Test
    void aHandshakeComesBackToItsSender() {
        // Given both sides connected
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            // When the member sends a handshake
            member.send(1, Kind.HANDSHAKE, "commit");
            // Then both have it, at the same seq
            RelayFrame.Deliver echo = member.delivery();
            assertEquals(Kind.HANDSHAKE, echo.kind());
            assertEquals(echo.seq(), guest.delivery().seq());
        }
    }
}
