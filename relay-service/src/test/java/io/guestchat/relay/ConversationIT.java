package io.guestchat.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.ConversationStatus;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.PeerStatus;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.limit.Limits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Conversations that open and end, alerts, presence and signals. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class ConversationIT {
    @TestHTTPResource("/")
    URI base;

    @Test
    void anEndedSessionIsToldAndCloses4410() {
        // Given both sides connected
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            // When the member's backend ends the conversation
            world.end(EndReason.ENDED_BY_MEMBER);
            // Then both are told, the guest's socket closes, and what the member sends is refused
            RelayFrame.Conversation told = member.next(RelayFrame.Conversation.class);
            assertEquals(ConversationStatus.ENDED, told.status());
            assertEquals(EndReason.ENDED_BY_MEMBER, told.reason());
            assertEquals(
                    EndReason.ENDED_BY_MEMBER,
                    guest.next(RelayFrame.Conversation.class).reason());
            assertEquals(4410, guest.closeCode());
            member.send(1, "too late");
            assertEquals(ErrorCode.NOT_OPEN, member.next(RelayFrame.Error.class).code());
        }
        try (TestPeer guest = TestPeer.guestWithoutReady(base.getPort(), world)) {
            assertEquals(4410, guest.closeCode());
        }
    }

    @Test
    void theFirstSessionStandsAndItsEndIsFinal() {
        // Given a redeemed invite, and the record of a redemption that came second
        TestWorld world = TestWorld.redeemed();
        TestWorld loser = world.lostRace();
        // When both come to chat
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer other = TestPeer.guestWithoutReady(base.getPort(), loser)) {
            // Then the first is served, the second is not
            guest.send(1, "first");
            assertEquals(1, guest.next(RelayFrame.Accepted.class).n());
            assertEquals(4403, other.closeCode());
            world.end(EndReason.LEFT);
            world.openAgain();
            assertEquals(4410, guest.closeCode());
        }
        try (TestPeer again = TestPeer.guestWithoutReady(base.getPort(), world)) {
            assertEquals(4410, again.closeCode());
        }
    }

    @Test
    void aNewConversationAppearsOnTheMembersOpenConnection() {
        // Given a member connected
        TestWorld first = TestWorld.redeemed();
        try (TestPeer member = TestPeer.member(base.getPort(), first)) {
            // When another of its invites is redeemed and its guest writes
            TestWorld second = TestWorld.redeemedFrom(first.member);
            RelayFrame.Conversation news = member.next(RelayFrame.Conversation.class);
            // Then the conversation appears, and its messages come through the same connection
            assertEquals(second.conversation, news.id());
            assertEquals(ConversationStatus.OPEN, news.status());
            try (TestPeer guest = TestPeer.guest(base.getPort(), second)) {
                guest.send(1, "hello");
                assertEquals(second.conversation, member.delivery().conversation());
            }
        }
    }

    @Test
    void alertsAreKeptUntilASideConnectsAndToldOnce() {
        // Given a guest connected, the member not
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            // When somebody else tries the link
            world.alert(AlertCode.REDEEM_ATTEMPT);
            // Then the guest hears at once, the member when it connects, and only then
            assertEquals(
                    AlertCode.REDEEM_ATTEMPT, guest.next(RelayFrame.Alert.class).code());
            try (TestPeer member = TestPeer.member(base.getPort(), world)) {
                assertEquals(
                        AlertCode.REDEEM_ATTEMPT,
                        member.next(RelayFrame.Alert.class).code());
            }
            try (TestPeer member = TestPeer.member(base.getPort(), world)) {
                guest.send(1, "marker");
                member.delivery();
                assertTrue(member.rest(RelayFrame.Alert.class).isEmpty());
            }
        }
    }

    @Test
    void presenceFollowsThePeer() {
        // Given a guest alone
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            // When the member comes and goes
            try (TestPeer member = TestPeer.member(base.getPort(), world)) {
                // Then each knows of the other
                assertEquals(
                        PeerStatus.ONLINE,
                        member.next(RelayFrame.Presence.class).peer());
                assertEquals(
                        PeerStatus.ONLINE, guest.next(RelayFrame.Presence.class).peer());
            }
            assertEquals(
                    PeerStatus.OFFLINE, guest.next(RelayFrame.Presence.class).peer());
        }
    }

    @Test
    void signalsArePassedOn() {
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            guest.say(new ClientFrame.Signal(world.conversation, "typing"));
            assertEquals("typing", member.next(RelayFrame.Signal.class).payload());
        }
    }

    @Test
    void tooLargePayloadsAndTooManySendsAreRefused() {
        // Given a guest
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            // When it sends 16 KiB and a byte, and then more than the burst
            guest.sayText(FrameCodec.write(new ClientFrame.Send(
                    world.conversation, 1, Kind.APPLICATION, Base64Url.encode(new byte[Limits.PAYLOAD_BYTES + 1]))));
            for (int n = 1; n <= 70; n++) {
                guest.send(n, "m" + n);
            }
            // Then each refusal names its code
            assertEquals(ErrorCode.TOO_LARGE, guest.next(RelayFrame.Error.class).code());
            RelayFrame.Error limited = guest.next(RelayFrame.Error.class, e -> e.code() == ErrorCode.RATE_LIMITED);
            assertTrue(limited.retryAfter() >= 1);
            guest.accepted(60);
        }
    }
}
