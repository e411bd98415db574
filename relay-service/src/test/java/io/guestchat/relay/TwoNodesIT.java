package io.guestchat.relay;

import static io.guestchat.relay.TestPeer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SecondNode;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.PeerStatus;
import io.guestchat.protocol.frame.RelayFrame;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Two nodes on one Redis and one log: nothing is pinned to either. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class TwoNodesIT {
    @TestHTTPResource("/")
    URI base;

    @Test
    void aConversationSpansNodesAndSurvivesTheDeathOfOne() {
        TestWorld world = TestWorld.redeemed();
        try (SecondNode second = SecondNode.start();
                TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            // Given the member on the other node
            try (TestPeer member = TestPeer.member(second.port(), world)) {
                assertEquals(
                        PeerStatus.ONLINE, guest.next(RelayFrame.Presence.class).peer());
                guest.send(1, "m1");
                RelayFrame.Deliver first = member.delivery();
                member.ack(first.seq());
                assertEquals(1, guest.next(RelayFrame.Delivered.class).n());
                member.send(1, "welcome");
                assertEquals("welcome", text(guest.delivery()));
                // When that node dies while the guest goes on
                guest.send(2, "m2");
                second.kill();
                guest.send(3, "m3");
                guest.accepted(3);
            }
            // Then the guest sees the member go, who connects here and has the rest, once and in order
            assertEquals(
                    PeerStatus.OFFLINE, guest.next(RelayFrame.Presence.class).peer());
            try (TestPeer member = connectedAtLast(world)) {
                assertEquals("m2", text(member.delivery()));
                assertEquals("m3", text(member.delivery()));
            }
        }
    }

    @Test
    void theNewerConnectionWinsAcrossNodesAndADrainingNodeCloses1012() {
        TestWorld world = TestWorld.redeemed();
        try (SecondNode second = SecondNode.start();
                TestPeer here = TestPeer.guest(base.getPort(), world);
                // When the guest connects to the other node
                TestPeer there = TestPeer.guest(second.port(), world)) {
            // Then the connection here is replaced
            assertEquals(4409, here.closeCode());
            there.send(1, "m1");
            there.accepted(1);
            // And the other node sends its connections away before it ends
            second.terminate();
            assertEquals(1012, there.closeCode());
            assertTrue(second.exited());
        }
    }

    /** The dead node's partitions are taken over within seconds; until then the view is behind, and 1013 says so. */
    private TestPeer connectedAtLast(TestWorld world) {
        while (true) {
            TestPeer member = TestPeer.memberWithoutReady(base.getPort(), world);
            if (member.readyOrClosed()) {
                return member;
            }
            assertEquals(1013, member.closeCode());
        }
    }
}
